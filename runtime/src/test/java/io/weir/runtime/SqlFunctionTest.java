package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.sql.SqlDebug;
import io.weir.runtime.sql.SqlDebug.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script with a function of somebody's own, in a jar beside it: checked, tried out and run by a real Flink. */
class SqlFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "doubles";
    private static final String SECRET = "hunter22";
    private static final String FUNCTION = """
            package example;
            public class Twice extends org.apache.flink.table.functions.ScalarFunction {
                public Long eval(Long number) {
                    return number == null ? null : 2 * number;
                }
            }
            """;
    private static final String SCRIPT = """
            CREATE FUNCTION twice AS 'example.Twice';
            CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
              'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '3');
            CREATE TABLE doubles (n BIGINT, token STRING) WITH ('connector' = 'filesystem', 'path' = '${out}', 'format' = 'csv');
            INSERT INTO doubles SELECT twice(n), '${token}' FROM numbers;
            """;

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
        DeploymentHost.processes("shared").forEach(ProcessHandle::destroyForcibly);
    }

    private DeploymentSpec spec(String script, boolean withJar) {
        ObjectNode spec = JSON.createObjectNode().put("flinkVersion", "2.3.0");
        ObjectNode sql = spec.putObject("sql").put("script", script);
        sql.putObject("variables").put("out", data.resolve("out").toUri().toString());
        if (withJar) {
            sql.putArray("jars").addObject().put("name", "functions.jar").put("version", 1);
        }
        return SpecJson.read(spec);
    }

    /** Compiles the function against the distribution that will run it. */
    private Path functions(Distribution flink) throws IOException {
        Path source = Files.createDirectories(data.resolve("function/example")).resolve("Twice.java");
        Files.writeString(source, FUNCTION);
        String classPath;
        try (Stream<Path> jars = Files.list(flink.home().resolve("lib"))) {
            classPath = jars.map(Path::toString).collect(Collectors.joining(":"));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-cp",
                                    classPath,
                                    "-d",
                                    data.resolve("function").toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
        Path jar = data.resolve("functions.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("example/Twice.class"));
            Files.copy(source.resolveSibling("Twice.class"), out);
        }
        return jar;
    }

    @Test
    void functionOfAJarIsPlannedTriedOutAndRun() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            Runtime runtime = host.runtime;
            Distribution flink =
                    runtime.distribution(Hosting.FLINK, Set.of(ArtifactGroup.TABLE, ArtifactGroup.OPT), Hosting.SILENT);
            try (InputStream jar = Files.newInputStream(functions(flink))) {
                runtime.artifacts().upload("default", "functions.jar", jar, "ops");
            }
            runtime.scripts().put("default", "token", SECRET, true, "", "ops");

            assertThat(runtime.scripts()
                            .check("default", Hosting.FLINK, spec(SCRIPT, false), false, false)
                            .faults())
                    .anySatisfy(fault -> assertThat(fault.message()).contains("example.Twice"));
            var planned = runtime.scripts().check("default", Hosting.FLINK, spec(SCRIPT, true), true, false);
            assertThat(planned.faults()).isEmpty();
            assertThat(planned.plan())
                    .hasValueSatisfying(
                            plan -> assertThat(plan.toString()).contains("***").doesNotContain(SECRET));

            LocalCluster cluster =
                    runtime.start(Hosting.spec("shared", 1, Map.of()), Set.of(ArtifactGroup.TABLE), Hosting.SILENT);
            SqlDebug debug = runtime.debugs()
                    .begin("default", spec(SCRIPT, true), "shared", cluster.rest(), Hosting.FLINK, null, "ops");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> debug.view().state() != State.RUNNING);
            assertThat(debug.view().state()).as(debug.view().toString()).isEqualTo(State.FINISHED);
            // A hidden value that a query shows is not shown.
            assertThat(debug.view().rows())
                    .extracting(
                            row -> row.fields().stream().map(JsonNode::asText).toList())
                    .containsExactly(List.of("2", "***"), List.of("4", "***"), List.of("6", "***"));
            runtime.stop("shared");

            runtime.deployments().apply(new Draft(NAME, "", Map.of(), "", spec(SCRIPT, true)), null, "ops");
            host.start(NAME);
            host.await(NAME, CurrentState.FINISHED);
            assertThat(lines()).containsExactlyInAnyOrder("2," + SECRET, "4," + SECRET, "6," + SECRET);
        }
    }

    @Test
    void scriptThatCannotBeginSaysSoWithoutHiddenValuesInTheBooksAndInFlinksOwnLogs() throws Exception {
        String script = """
                CREATE TABLE a (n BIGINT) WITH ('connector' = '${token}');
                CREATE TABLE b (n BIGINT) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT n FROM a;
                """;
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.runtime.scripts().put("default", "token", SECRET, true, "", "ops");
            host.runtime.deployments().apply(new Draft(NAME, "", Map.of(), "", spec(script, false)), null, "ops");
            host.start(NAME);

            String note = host.await(NAME, CurrentState.FAILED).status().note();

            assertThat(note + host.log(NAME)).contains("***").doesNotContain(SECRET);
        }
        try (Stream<Path> files = Files.walk(data.resolve("flink"))) {
            List<Path> logs = files.filter(file -> file.toString().matches(".*\\.(log|out|txt)(\\.\\d+)?"))
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(SECRET);
            }
        }
    }

    private List<String> lines() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("out"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString().lines().toList();
        }
    }
}
