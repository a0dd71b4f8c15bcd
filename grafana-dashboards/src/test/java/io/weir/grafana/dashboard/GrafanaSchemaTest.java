package io.weir.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed files have the types of <a href="https://www.npmjs.com/package/@grafana/schema">@grafana/schema</a>. */
class GrafanaSchemaTest {
    private static final Path FOLDER = Path.of("schema");

    @Test
    void dashboardsHaveGrafanasTypes() throws Exception {
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            assertThat(run("npm", "ci", "--no-audit", "--no-fund")).endsWith("exit code 0");
        }

        assertThat(run("node", "check.mjs"))
                .contains("10 dashboards have the types of @grafana/schema")
                .endsWith("exit code 0");
    }

    @Test
    void checkFindsAWrongOption(@TempDir Path temporary) throws Exception {
        String good = Files.readString(Path.of("dashboards/prometheus/job.json"));
        Files.createDirectories(temporary.resolve("prometheus"));
        Files.writeString(
                temporary.resolve("prometheus/job.json"),
                good.replace("\"drawStyle\" : \"line\"", "\"drawStyle\" : \"lines\""));

        assertThat(run("node", "check.mjs", temporary.toString()))
                .contains("Did you mean '\"line\"'?")
                .doesNotEndWith("exit code 0");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "\nexit code " + process.waitFor();
    }
}
