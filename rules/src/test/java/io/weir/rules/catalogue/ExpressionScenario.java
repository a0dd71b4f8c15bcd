package io.weir.rules.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.promql.Durations;
import io.weir.rules.promql.SeriesDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Samples that make one event of the catalogue fire and end, a minute apart. */
record ExpressionScenario(String event, Map<String, String> series, Duration quiet, Duration fires, Duration over) {
    private static final Path FILE = Path.of("src/test/resources/catalogue/expressions.yaml");

    private static final Map<String, String> LABELS = Map.of(
            "{JOB}", "{JOBLABELS}",
            "{VERTEX", "{JOBLABELS,task_id=\"v1\",task_name=\"enrich\"",
            "{TM,", "{cluster=\"prod\",process=\"taskmanager-1\",instance=\"tm1:9249\",",
            "{TM}", "{cluster=\"prod\",process=\"taskmanager-1\",instance=\"tm1:9249\"}",
            "{TM2}", "{cluster=\"prod\",process=\"taskmanager-2\",instance=\"tm2:9249\"}",
            "{TM3}", "{cluster=\"prod\",process=\"taskmanager-3\",instance=\"tm3:9249\"}",
            "{JM}", "{cluster=\"prod\",process=\"jobmanager\",instance=\"jm:9249\"}");
    private static final String JOB = "cluster=\"prod\",job_id=\"ab12\",job_name=\"orders\"";

    static List<ExpressionScenario> all() {
        JsonNode root;
        try {
            root = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<ExpressionScenario> scenarios = new ArrayList<>();
        root.properties().forEach(entry -> scenarios.add(of(entry.getKey(), entry.getValue())));
        return scenarios;
    }

    private static ExpressionScenario of(String event, JsonNode node) {
        Map<String, String> series = new LinkedHashMap<>();
        node.path("series")
                .properties()
                .forEach(one -> series.put(labels(one.getKey()), one.getValue().asText()));
        return new ExpressionScenario(event, series, time(node, "quiet"), time(node, "fires"), time(node, "over"));
    }

    private static Duration time(JsonNode node, String name) {
        return Durations.parse(node.path(name).asText());
    }

    private static String labels(String text) {
        String filled = text;
        for (Map.Entry<String, String> one : LABELS.entrySet()) {
            filled = filled.replace(one.getKey(), one.getValue());
        }
        return filled.replace("JOBLABELS", JOB);
    }

    List<SeriesDescription> samples() {
        return series.entrySet().stream()
                .map(one -> SeriesDescription.parse(one.getKey() + " " + one.getValue()))
                .toList();
    }

    @Override
    public String toString() {
        return event;
    }
}
