package io.weir.web.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsCommandTest {
    private final Path folder;
    private final Path data;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    LogsCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void logsOfARunningWeirAreSearchedAndExportedAndItsStoreIsLeftAlone() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        String now = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(Instant.now());
        Files.writeString(
                logs.resolve("flink-taskmanager.log"),
                now + " INFO  org.example.Sink [] - one\n" + now
                        + " ERROR org.example.Sink [] - two\n\tat x.Y.z(Y.java:1)\n",
                UTF_8);
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                "{server: {port: 0}, data: '" + data
                        + "', clusters: [{name: orders, rest: 'http://127.0.0.1:1', logs: [{process: tm, directory: '"
                        + logs + "'}]}]}");
        try (Appliance appliance = Appliance.start(
                ConfigFile.read(config, Map.of()),
                DataFolder.open(data),
                new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()))) {
            assertThat(appliance.url().getPort()).isPositive();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> run("logs", "search", "level:ERROR", "--data", data.toString()) == 0);
            assertThat(out.toString())
                    .startsWith("tm | " + now)
                    .contains("- two")
                    .doesNotContain("one", "\u001b");
            assertThat(run("logs", "search", "nothing", "--data", data.toString()))
                    .isEqualTo(1);
            assertThat(run("logs", "search", "level:LOUD", "--data", data.toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("write level: and one of");

            assertThat(run("logs", "search", "two", "--json", "--data", data.toString()))
                    .isZero();
            String id = out.toString().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            assertThat(run("logs", "context", id, "--data", data.toString())).isZero();
            assertThat(out.toString()).contains("one").contains("two");

            Path file = folder.resolve("all.csv");
            assertThat(run("logs", "export", "--format", "csv", "--out", file.toString(), "--data", data.toString()))
                    .isZero();
            assertThat(file)
                    .content()
                    .startsWith("\"at\",\"level\"")
                    .contains("one")
                    .contains("x.Y.z");

            assertThat(run("logs", "verify", "--data", data.toString())).isEqualTo(1);
            assertThat(err.toString()).contains(data.toString());
        }
        assertThat(run("logs", "verify", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains(" 2 records");
        assertThat(run("logs", "rebuild-index", "--data", data.toString())).isZero();
        assertThat(run("logs", "search", "two", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no Weir runs on");
    }
}
