package io.weir.diagnosis.scene;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The samples of each process in the last minutes: they leave the head, and their series end with the process. */
final class MetricsBefore implements Capture {
    private static final int MOST_SERIES = 4_000;
    private static final long AFTER_MS = 60_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final SampleSource samples;

    MetricsBefore(SampleSource samples) {
        this.samples = samples;
    }

    @Override
    public void into(SceneDraft draft, Cast cast) {
        for (String process : cast.processes()) {
            String name = "metrics-" + SafeName.of(process) + ".json";
            List<Series> series = series(draft, process);
            if (series.isEmpty()) {
                draft.missing(
                        Scene.Kind.METRICS,
                        process,
                        "no samples of it in the last "
                                + draft.config().metricsWindow().toMinutes() + " minutes");
            } else {
                draft.file(Scene.Kind.METRICS, process, name, file -> write(file, series));
            }
            if (series.size() == MOST_SERIES) {
                draft.missing(
                        Scene.Kind.METRICS, process, "it has more series; the first " + MOST_SERIES + " are here");
            }
        }
    }

    private List<Series> series(SceneDraft draft, String process) {
        Instant at = draft.occasion().at();
        List<LabelMatcher> matchers = List.of(
                LabelMatcher.equal("cluster", draft.occasion().cluster()), LabelMatcher.equal("process", process));
        return samples
                .select(
                        matchers,
                        at.minus(draft.config().metricsWindow()).toEpochMilli(),
                        Math.max(draft.clock().millis(), at.toEpochMilli()) + AFTER_MS)
                .stream()
                .limit(MOST_SERIES)
                .toList();
    }

    /** As Prometheus answers a matrix: {@code [{"metric": {...}, "values": [[seconds, "value"], ...]}, ...]}. */
    private static void write(Path file, List<Series> series) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(Files.newOutputStream(file))) {
            json.writeStartArray();
            for (Series one : series) {
                json.writeStartObject();
                json.writeObjectFieldStart("metric");
                for (var label : one.labels().asMap().entrySet()) {
                    json.writeStringField(label.getKey(), label.getValue());
                }
                json.writeEndObject();
                json.writeArrayFieldStart("values");
                for (int i = 0; i < one.size(); i++) {
                    json.writeStartArray();
                    json.writeNumber(one.timestampsMs()[i] / 1000.0);
                    json.writeString(Double.toString(one.values()[i]));
                    json.writeEndArray();
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
            json.writeEndArray();
        }
    }
}
