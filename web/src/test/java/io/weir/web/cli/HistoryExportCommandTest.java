package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.head.Head;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before the tests.
class HistoryExportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void keepSomeSamples() {
        data = folder.resolve("data");
        try (Head head = Head.open(data.resolve("head"), Duration.ofHours(1), 100, Clock.systemUTC())) {
            long now = System.currentTimeMillis();
            for (int i = 0; i < 10; i++) {
                head.append(Labels.of("__name__", "load", "host", "a"), new Sample(now - 1000 + i, i));
                head.append(Labels.of("__name__", "load", "host", "b"), new Sample(now - 1000 + i, i));
            }
        }
    }

    private int run(String... arguments) {
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private int export(Path file, String... more) {
        String[] arguments = {
            "history", "export", "--from", "now-30m", "--data", data.toString(), "--out", file.toString()
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @Test
    void aFolderThatNoWeirUsesIsReadItself() {
        Path file = folder.resolve("load.csv");

        assertThat(export(file, "--format", "csv", "--match", "load{host=\"b\"}"))
                .isZero();
        assertThat(out.toString()).contains("load.csv: 10 rows");
        assertThat(file).content().contains("time,metric,labels,value", ",load,\"{\"\"host\"\":\"\"b\"\"}\",9.0");
        assertThat(export(folder.resolve("load.parquet"))).isZero();
        assertThat(out.toString()).contains("load.parquet: 20 rows");
    }

    @Test
    void aRunningWeirIsAsked() throws IOException {
        Path config = Files.writeString(folder.resolve("weir.yaml"), "{server: {port: 0}, data: '" + data + "'}");
        Path file = folder.resolve("load.csv");
        try (Appliance appliance = Appliance.start(
                ConfigFile.read(config, Map.of()),
                DataFolder.open(data),
                new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()))) {
            assertThat(appliance.url().getPort()).isPositive();
            assertThat(export(file, "--format", "csv", "--match", "load")).isZero();
            assertThat(file).content().contains(",load,\"{\"\"host\"\":\"\"a\"\"}\",0.0");
            assertThat(export(file, "--match", "load{host=~\"" + "x".repeat(10_001) + "\"}"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("weir: HTTP 414");
        }
        assertThat(out.toString()).contains("load.csv: 20 rows");
    }

    @Test
    void aLockedFolderIsNotRead() throws IOException {
        try (DataFolder held = DataFolder.open(data)) {
            assertThat(held.path()).isEqualTo(data);
            assertThat(export(folder.resolve("load.csv"))).isEqualTo(1);
            assertThat(err.toString()).contains("is in use by another Weir");
        }
    }

    @Test
    void whatIsWrongIsSaidWithTheOptionsName() {
        Path file = folder.resolve("load.csv");

        assertThat(export(file, "--to", "tomorrow")).isEqualTo(2);
        assertThat(export(file, "--format", "xlsx")).isEqualTo(2);
        assertThat(export(file, "--match", "load{")).isEqualTo(2);
        assertThat(export(file, "--to", "now-1h")).isEqualTo(2);
        assertThat(run("history", "export")).isEqualTo(2);
        assertThat(run("history")).isEqualTo(2);
        assertThat(run("history", "export", "--from", "now-1h", "--data", folder + "/nowhere"))
                .isEqualTo(1);
        assertThat(export(folder.resolve("nowhere/load.csv"))).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "--to \"tomorrow\" is no time; write RFC 3339",
                        "--format must be parquet or csv, got xlsx",
                        "--match: ",
                        "is before from",
                        "there is no data folder",
                        "cannot be written");
        assertThat(file).doesNotExist();
    }
}
