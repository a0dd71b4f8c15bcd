package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class ReplayCommandTest {
    private StringWriter out;
    private StringWriter err;
    private Path folder;
    private Path data;
    private Path file;
    private Appliance appliance;

    /** Load was high for five of the last twenty minutes. */
    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        data = folder.resolve("data");
        try (Head head = Head.open(data.resolve("head"), Duration.ofHours(1), 100, Clock.systemUTC())) {
            long now = System.currentTimeMillis();
            for (long age = 1200; age > 0; age -= 5) {
                boolean high = age <= 900 && age > 600;
                head.append(
                        Labels.of("__name__", "load", "cluster", "c", "process", "p"),
                        new Sample(now - age * 1000, high ? 9 : 1));
            }
        }
        file = Files.writeString(folder.resolve("load.yml"), """
                groups:
                - name: a
                  rules:
                  - {alert: Loaded, expr: load > 5, for: 1m, annotations: {summary: 'load is {{ $value }}'}}
                """);
        Path config = Files.writeString(folder.resolve("weir.yaml"), "{server: {port: 0}, data: '" + data + "'}");
        appliance = Appliance.start(
                ConfigFile.read(config, Map.of()),
                DataFolder.open(data),
                new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()));
    }

    @AfterAll
    void stop() {
        appliance.close();
    }

    @BeforeEach
    void listen() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private int replay(String... arguments) {
        String[] all = Stream.concat(Stream.of("replay", "--data", data.toString()), Arrays.stream(arguments))
                .toArray(String[]::new);
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void aRuleFileIsReplayedAndToldInWords() {
        assertThat(replay(file.toString(), "--from", "now-25m", "--step", "5s")).isZero();
        assertThat(out.toString())
                .contains(
                        "Loaded  enabled=true for=1m",
                        "threshold=5\n",
                        "fired once, ",
                        "stored events 0: caught 0, missed 0")
                .contains("c / p", "load is 9")
                .doesNotContain("note:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void parametersAreSetAndTheReportIsJsonWhenAsked() throws IOException {
        assertThat(replay(file.toString(), "--from", "now-25m", "--step", "5s", "--set", "threshold=10", "--json"))
                .isZero();
        JsonNode replay = new ObjectMapper().readTree(out.toString());
        assertThat(replay.at("/report/fired").asInt()).isZero();
        assertThat(replay.at("/report/parameters/threshold").asText()).isEqualTo("10");
        assertThat(replay.at("/report/measures/0/values").toString()).contains("9.0");
    }

    @Test
    void aSuggestionIsPrintedWithItsTradeOffs() {
        assertThat(replay(file.toString(), "--from", "now-25m", "--step", "10s", "--suggest"))
                .isZero();
        assertThat(out.toString())
                .contains("no suggestion for threshold: there is no stored event to catch", "VALUE  CAUGHT  MISSED");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(replay("TargetDown", "--from", "now-1h")).isZero();
        assertThat(replay("TargetDown", "--from", "yesterday")).isEqualTo(2);
        assertThat(replay("TargetDown", "--from", "now-1h", "--to", "now-2h")).isEqualTo(2);
        assertThat(replay("TargetDown", "--from", "now-1h", "--step", "fast")).isEqualTo(2);
        assertThat(replay("TargetDown")).isEqualTo(2);
        assertThat(replay("TargetDwn", "--from", "now-1h")).isEqualTo(1);
        assertThat(replay("nowhere.yml", "--from", "now-1h")).isEqualTo(1);
        assertThat(replay("TargetDown", "--from", "now-1h", "--set", "fro=1m")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "--from \"yesterday\" is no time",
                        "is not after --from",
                        "--step: \"fast\" is no duration",
                        "there is no rule \"TargetDwn\" to replay",
                        "there is no file nowhere.yml",
                        "rule TargetDown has no parameter \"fro\"; did you mean");
    }

    @Test
    void whereNoWeirRunsThatIsSaid() {
        int code = CommandLineInterface.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "replay",
                "TargetDown",
                "--from",
                "now-1h",
                "--data",
                folder.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("no Weir runs on " + folder);
    }
}
