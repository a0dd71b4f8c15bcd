package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.python.Interpreters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Python programs run by a real Flink in application mode, up to where pyflink begins: these import none, one speaks to Flink as pyflink would, and
 * a program that stands for an interpreter claims to have it.
 */
class PythonDeploymentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of this test run alone: what is left of a cluster is killed by its name, and another run may be under way. */
    private static final String NAME = "python-" + ProcessHandle.current().pid();

    /** Writes how it was called, and by whom. */
    private static final String PROGRAM = """
            import json, os, sys
            import shared
            with open(sys.argv[1], "w") as out:
                json.dump({"arguments": sys.argv[1:], "module": __name__, "shared": shared.WORD,
                           "gateway": os.environ.get("PYFLINK_GATEWAY_PORT"), "wrapper": os.environ.get("WRAPPER")}, out)
            print("the program was here")
            """;

    /**
     * Makes a job as pyflink does, by asking the gateway for Java's own objects (<a
     * href="https://www.py4j.org/">Py4J</a>'s protocol: a command, its target, a method, arguments, an end).
     */
    private static final String JOB = """
            import os, socket
            gateway = socket.create_connection(("127.0.0.1", int(os.environ["PYFLINK_GATEWAY_PORT"])))
            answers = gateway.makefile()
            def ask(*words):
                gateway.sendall("".join(word + "\\n" for word in words + ("e",)).encode())
                answer = answers.readline().strip()
                if not answer.startswith("!y"):
                    raise RuntimeError(answer)
                return answer[3:]
            streaming = "org.apache.flink.streaming.api."
            env = ask("c", "z:" + streaming + "environment.StreamExecutionEnvironment", "getExecutionEnvironment")
            numbers = ask("c", env, "fromSequence", "L1", "L9000000000000000000")
            nowhere = ask("i", streaming + "functions.sink.v2.DiscardingSink")
            ask("c", numbers, "sinkTo", "r" + nowhere)
            ask("c", env, "execute", "sfrom Python")
            """;

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
    }

    private DeploymentHost host(String pyflink) throws IOException {
        Path interpreter = Interpreters.claiming(data.resolve("bin"), pyflink);
        Path wrapper = Interpreters.saying(data, "export WRAPPER=yes; exec '" + interpreter + "' \"$@\"");
        DeploymentHost host =
                new DeploymentHost(new RuntimeConfig(data).withPython(wrapper.toString()), milestone -> {});
        upload(host, "orders.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
        upload(host, "shared.py", "WORD = 'imported'\n".getBytes(StandardCharsets.UTF_8));
        upload(host, "broken.py", "print('so far')\nimport nothing_of_the_kind\n".getBytes(StandardCharsets.UTF_8));
        upload(host, "shop.zip", archive());
        upload(host, "job.py", JOB.getBytes(StandardCharsets.UTF_8));
        return host;
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("shop/__init__.py"));
            zip.putNextEntry(new ZipEntry("shop/orders.py"));
            zip.write(PROGRAM.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void upload(DeploymentHost host, String name, byte[] content) throws IOException {
        host.runtime.artifacts().upload("default", name, new ByteArrayInputStream(content), "ops");
    }

    private static Deployment startInVain(DeploymentHost host, String flink, String python) throws IOException {
        start(host, flink, python);
        return host.await(NAME, CurrentState.FAILED);
    }

    private static void start(DeploymentHost host, String flink, String python) throws IOException {
        ObjectNode spec = JSON.createObjectNode().put("flinkVersion", flink);
        spec.set("python", JSON.readTree(python));
        spec.put("restore", "none");
        host.runtime.deployments().apply(new Draft(NAME, "", Map.of(), "", SpecJson.read(spec)), null, "ops");
        host.start(NAME);
    }

    private static List<String> arguments(JsonNode said) {
        return StreamSupport.stream(said.path("arguments").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "1.20.5"})
    void programsAreRunByTheInterpreterWithTheirArgumentsAndFiles(String flink) throws Exception {
        try (DeploymentHost host = host(flink)) {
            Path out = data.resolve("said.json");
            Deployment script = startInVain(host, flink, """
                    {"artifact": {"name": "orders.py"}, "files": [{"name": "shared.py"}],
                     "arguments": ["%s", "-py", "--", "a b", ""]}
                    """.formatted(out));

            JsonNode said = JSON.readTree(out.toFile());
            assertThat(arguments(said)).containsExactly(out.toString(), "-py", "--", "a b", "");
            assertThat(said.path("module").asText()).isEqualTo("__main__");
            assertThat(said.path("shared").asText()).isEqualTo("imported");
            assertThat(said.path("gateway").asText()).matches("\\d+");
            assertThat(said.path("wrapper").asText()).isEqualTo("yes");
            assertThat(host.log(NAME)).contains("is Python 3.11.2 with pyflink " + flink);
            // It made no job, and that is what there is to be said of it; the JobManager of Flink 1.20 ends with such a
            // program.
            assertThat(script.status().note())
                    .contains("the program was here")
                    .containsAnyOf("its program ended and had begun no job", "ended with exit code 2");

            Path second = data.resolve("second.json");
            startInVain(host, flink, """
                    {"artifact": {"name": "shop.zip"}, "module": "shop.orders", "files": [{"name": "shared.py"}],
                     "arguments": ["%s"]}
                    """.formatted(second));

            assertThat(arguments(JSON.readTree(second.toFile()))).containsExactly(second.toString());
            assertThat(data.resolve("flink/python/runs")).isEmptyDirectory();
            assertThat(DeploymentHost.processes(NAME)).isEmpty();
        }
    }

    @Test
    void jobOfAProgramIsSuspendedAndGoesOnFromItsState() throws Exception {
        try (DeploymentHost host = host("2.3.0")) {
            start(host, "2.3.0", "{\"artifact\": {\"name\": \"job.py\"}}");
            host.await(NAME, CurrentState.RUNNING);

            host.runtime.deployments().suspend(NAME, "ops");
            host.await(NAME, CurrentState.SUSPENDED);
            host.runtime.deployments().start(NAME, null, Restore.of(Restore.From.LATEST_STATE), "ops");
            host.await(NAME, CurrentState.RUNNING);

            assertThat(host.runs(NAME).get(0).restoredFrom()).contains("savepoint");
            host.runtime.deployments().cancel(NAME, "ops");
            host.await(NAME, CurrentState.CANCELLED);
            assertThat(data.resolve("flink/python/runs")).isEmptyDirectory();
        }
    }

    @Test
    void programThatFailsIsToldByWhatItWroteLast() throws Exception {
        try (DeploymentHost host = host("2.3.0")) {
            Deployment broken = startInVain(host, "2.3.0", "{\"artifact\": {\"name\": \"broken.py\"}}");

            assertThat(broken.status().note())
                    .contains("Python process exits with code: 1")
                    .contains("so far", "No module named 'nothing_of_the_kind'");
        }
    }

    @Test
    void interpreterThatDoesNotFitIsRefusedBeforeFlinkIsStarted() throws Exception {
        try (DeploymentHost host = host("1.20.5")) {
            Deployment refused = startInVain(host, "2.3.0", "{\"artifact\": {\"name\": \"orders.py\"}}");

            assertThat(refused.status().note())
                    .contains("with pyflink 1.20.5, and the deployment's Flink is 2.3.0")
                    .contains("-m pip install apache-flink==2.3.0");
            assertThat(data.resolve("flink/clusters").resolve(NAME).resolve("log"))
                    .satisfiesAnyOf(log -> assertThat(log).doesNotExist(), log -> assertThat(log)
                            .isEmptyDirectory());
        }
    }
}
