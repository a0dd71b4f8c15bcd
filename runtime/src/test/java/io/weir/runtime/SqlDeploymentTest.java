package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.sql.SqlCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script of several statements, checked by Flink's planner and run by a real Flink in application mode. */
class SqlDeploymentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "numbers";

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
    }

    private static DeploymentSpec spec(String flink, Path out, String script) {
        ObjectNode spec = JSON.createObjectNode().put("flinkVersion", flink);
        spec.putObject("sql")
                .put("script", script)
                .putObject("variables")
                .put("out", out.toUri().toString());
        return SpecJson.read(spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "1.20.5"})
    void scriptIsCheckedAndFillsItsTwoTables(String flink) throws Exception {
        String script = """
                -- Every ${kind} of number once; this variable has no value and needs none.
                SET 'execution.checkpointing.interval' = '1 s';
                CREATE TABLE numbers (n BIGINT, even AS MOD(n, 2) = 0) WITH (
                  'connector' = 'datagen', 'rows-per-second' = '${rate}:200',
                  'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000');
                CREATE TABLE evens (n BIGINT) WITH ('connector' = 'filesystem', 'path' = '${out}/evens', 'format' = 'csv');
                CREATE TABLE odds (n BIGINT) WITH ('connector' = 'filesystem', 'path' = '${out}/odds', 'format' = 'json');
                BEGIN STATEMENT SET;
                INSERT INTO evens SELECT n FROM numbers WHERE even;
                INSERT INTO odds SELECT n FROM numbers WHERE NOT even;
                END;
                """;
        Path out = data.resolve("out");
        try (DeploymentHost host = new DeploymentHost(data)) {
            FlinkVersion version = new FlinkVersion(flink);
            SqlCheck cold = host.runtime.scripts().check("default", version, spec(flink, out, script), true, false);
            assertThat(cold.faults()).isEmpty();
            assertThat(cold.plan()).isPresent();
            assertThat(cold.plan().get().nodes()).hasSizeGreaterThan(2);
            assertThat(cold.plan().get().edges()).isNotEmpty();

            SqlCheck bad = host.runtime
                    .scripts()
                    .check(
                            "default",
                            version,
                            spec(flink, out, script.replace("WHERE NOT even", "WHERE NOT evn")),
                            false,
                            false);
            assertThat(bad.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.place().line()).isEqualTo(10);
                assertThat(fault.place().column()).isEqualTo(50);
                assertThat(fault.place().endColumn()).isEqualTo(52);
                assertThat(fault.message()).isEqualTo("Column 'evn' not found in any table");
            });

            host.runtime.deployments().apply(new Draft(NAME, "", Map.of(), "", spec(flink, out, script)), null, "ops");
            host.start(NAME);
            host.await(NAME, CurrentState.FINISHED);
            assertThat(lines(out.resolve("evens"))).hasSize(500).contains("2", "1000");
            assertThat(lines(out.resolve("odds"))).hasSize(500).contains("{\"n\":1}", "{\"n\":999}");
            assertThat(data.resolve("flink/sql/jobs")).isEmptyDirectory();
        }
    }

    private static List<String> lines(Path folder) throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.isDirectory(folder));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
