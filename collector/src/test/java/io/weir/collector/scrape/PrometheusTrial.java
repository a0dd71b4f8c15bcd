package io.weir.collector.scrape;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.metric.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives any number of pages to one Prometheus, each as a target of its own, all within one scrape interval, and reads what it stored of
 * each by its query API.
 */
final class PrometheusTrial {
    /** Series that Prometheus and Weir write about a scrape themselves. */
    static final Set<String> SYNTHETIC = Set.of(
            "up",
            "scrape_duration_seconds",
            "scrape_samples_scraped",
            "scrape_samples_post_metric_relabeling",
            "scrape_series_added",
            "scrape_body_size_bytes",
            "weir_scrape_series_refused");

    private static final int BATCH = 200;
    private static final int INTERVAL_SECONDS = 5;

    private PrometheusTrial() {}

    /** The labels of the target of a page. */
    static Labels targetLabels(int number, TrialPage page, String authority) {
        return Labels.of(
                "job",
                page.honorTimestamps() ? "timed" : "plain",
                "instance",
                authority,
                "batch",
                "b" + number / BATCH,
                "trial",
                Integer.toString(number));
    }

    /** Hears what became of each page, in their order. */
    @FunctionalInterface
    interface Verdicts {
        void of(int number, Stored stored) throws IOException;
    }

    static void run(Path folder, List<TrialPage> pages, TrialServer server, Verdicts verdicts) throws Exception {
        writeTargets(folder, pages, server.authority());
        try (LivePrometheus prometheus = new LivePrometheus(folder, configuration(folder))) {
            await().ignoreExceptionsMatching(IOException.class::isInstance)
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        JsonNode ready = prometheus.query("count(count by (trial) (count_over_time(up[1h])))");
                        return ready.path(0).path("value").path(1).asInt() >= pages.size();
                    });
            for (int first = 0; first < pages.size(); first += BATCH) {
                List<Stored> stored = read(prometheus, pages, first);
                for (int i = 0; i < stored.size(); i++) {
                    verdicts.of(first + i, stored.get(i));
                }
            }
        }
    }

    private static List<Stored> read(LivePrometheus prometheus, List<TrialPage> pages, int first)
            throws IOException, InterruptedException {
        int count = Math.min(BATCH, pages.size() - first);
        Map<Integer, Map<Labels, String>> samples = new HashMap<>();
        Map<Integer, Boolean> up = new HashMap<>();
        for (JsonNode series : prometheus.query("{batch=\"b" + first / BATCH + "\"}[1h]")) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            int number = Integer.parseInt(labels.getOrDefault("trial", ""));
            JsonNode sample = series.path("values").path(0);
            double value = number(sample.path(1).asText());
            String name = labels.getOrDefault(Labels.NAME, "");
            if (name.equals("up")) {
                up.put(number, value == 1);
            } else if (!SYNTHETIC.contains(name)) {
                long time = Math.round(sample.path(0).asDouble() * 1000);
                samples.computeIfAbsent(number, any -> new HashMap<>())
                        .put(
                                Labels.of(labels),
                                Stored.sample(value, pages.get(number).holds(time) ? time : LineGrammar.NO_TIMESTAMP));
            }
        }
        List<Stored> stored = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            stored.add(
                    new Stored(Boolean.TRUE.equals(up.get(number)), samples.getOrDefault(number, Map.of()), "refused"));
        }
        return stored;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void writeTargets(Path folder, List<TrialPage> pages, String authority) throws IOException {
        for (boolean timed : new boolean[] {false, true}) {
            StringBuilder targets = new StringBuilder("[");
            for (int number = 0; number < pages.size(); number++) {
                if (pages.get(number).honorTimestamps() == timed) {
                    targets.append(targets.length() == 1 ? "" : ",\n")
                            .append("{\"targets\":[\"" + authority + "\"],\"labels\":{\"__metrics_path__\":\"/" + number
                                    + "\",\"trial\":\"" + number + "\",\"batch\":\"b" + number / BATCH + "\"}}");
                }
            }
            Files.writeString(folder.resolve((timed ? "timed" : "plain") + ".json"), targets.append(']'));
        }
    }

    private static String configuration(Path folder) {
        return """
                global: {scrape_interval: %1$ds, scrape_timeout: %1$ds}
                scrape_configs:
                  - {job_name: plain, honor_timestamps: false, file_sd_configs: [{files: ['%2$s/plain.json']}]}
                  - {job_name: timed, honor_timestamps: true, file_sd_configs: [{files: ['%2$s/timed.json']}]}
                """.formatted(INTERVAL_SECONDS, folder);
    }
}
