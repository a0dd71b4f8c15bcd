package io.weir.rules.route.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.route.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verdicts and routes are those of Debian's amtool 0.25 (package prometheus-alertmanager). */
class AlertmanagerFileTest {
    private static final Path FILES = Path.of("src/test/resources/io/weir/rules/route/alertmanager");

    private static List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(FILES)) {
            return walk.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static String amtool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("amtool"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    @Test
    void verdictIsAmtools() throws Exception {
        List<Path> files = files();
        List<String> arguments = new ArrayList<>(List.of("check-config"));
        files.forEach(file -> arguments.add(file.toString()));
        Map<String, String> theirs = new TreeMap<>();
        for (String line : amtool(arguments).split("\n")) {
            if (line.startsWith("Checking '")) {
                String[] parts = line.substring("Checking '".length()).split("' {2}");
                theirs.put(parts[0], parts[1].startsWith("SUCCESS") ? "SUCCESS" : "FAILED");
            }
        }

        Map<String, String> ours = new TreeMap<>();
        for (Path file : files) {
            boolean good =
                    AlertmanagerFile.read(Files.readString(file)).faults().isEmpty();
            ours.put(file.toString(), good ? "SUCCESS" : "FAILED");
        }

        assertThat(theirs).hasSizeGreaterThan(50).containsValue("SUCCESS").containsValue("FAILED");
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void faultNamesItsLineItsPlaceAndWhatToWrite() throws IOException {
        AlertmanagerFile file = AlertmanagerFile.read(Files.readString(FILES.resolve("bad/slack-no-url.yml")));

        assertThat(file.faults())
                .extracting(AlertmanagerFile.Finding::toString)
                .containsExactly("2: receivers[0].slack_configs[0]: api_url is missing, and global.slack_api_url too;"
                        + " write one of them");
    }

    @Test
    void everythingThatWeirDoesNotDoIsNamed() throws IOException {
        AlertmanagerFile file = AlertmanagerFile.read(Files.readString(FILES.resolve("good/whole.yml")));

        assertThat(file.faults()).isEmpty();
        assertThat(file.notes())
                .extracting(AlertmanagerFile.Finding::place)
                .contains(
                        "global.resolve_timeout",
                        "global.slack_api_url",
                        "mute_time_intervals",
                        "receivers[1].pagerduty_configs",
                        "receivers[1].sns_configs",
                        "receivers[2].telegram_configs",
                        "receivers[2].wechat_configs")
                .doesNotContain("receivers[2].slack_configs", "receivers[3].webhook_configs");
    }

    @Test
    void eventsGoWhereAmtoolSendsThem() throws Exception {
        Random random = new Random(11);
        Path file = FILES.resolve("good/tree.yml");
        var tree = AlertmanagerFile.read(Files.readString(file)).routing().tree();
        List<String> names = List.of("severity", "team", "cluster", "job");
        List<String> values = List.of("critical", "warning", "a", "b", "prod-1", "stage", "orders-v2", "with space");
        for (int i = 0; i < 60; i++) {
            Map<String, String> labels = new TreeMap<>();
            for (String name : names) {
                if (random.nextInt(4) > 0) {
                    labels.put(name, values.get(random.nextInt(values.size())));
                }
            }
            List<String> arguments = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
            labels.forEach((name, value) -> arguments.add(name + "=" + value));

            String ours = tree.match(labels).stream().map(Route::receiver).collect(Collectors.joining(","));

            assertThat(ours).as(labels.toString()).isEqualTo(amtool(arguments).strip());
        }
    }
}
