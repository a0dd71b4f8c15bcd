package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names for points. What Flink's InfluxDB reporter wrote gets the names and labels its Prometheus reporter would have given: a
 * counter its {@code count}, a meter its {@code rate}, a histogram its quantiles and its {@code _count}, characters other than
 * letters, digits, colon and underscore replaced. Any other point becomes {@code measurement_field}.
 */
final class PointNames {
    private static final Map<String, String> QUANTILES =
            Map.of("p50", "0.5", "p75", "0.75", "p95", "0.95", "p98", "0.98", "p99", "0.99", "p999", "0.999");
    private static final Set<String> OF_HISTOGRAM = Set.of("min", "max", "mean", "stddev");

    private PointNames() {}

    /** The series of a point with their values; none for what the Prometheus reporter would not tell either. */
    static Map<Labels, Double> of(Point point) {
        return point.measurement().startsWith("jobmanager_")
                        || point.measurement().startsWith("taskmanager_")
                ? flink(point)
                : other(point);
    }

    private static Map<Labels, Double> flink(Point point) {
        String name = "flink_" + letters(point.measurement());
        Map<String, String> tags = new HashMap<>();
        point.tags().forEach((tag, value) -> tags.put(letters(tag), letters(value)));
        Labels labels = Labels.of(tags);
        Map<String, Double> fields = point.fields();
        Map<Labels, Double> series = new LinkedHashMap<>();
        boolean histogram = fields.keySet().stream()
                .anyMatch(field -> QUANTILES.containsKey(field) || OF_HISTOGRAM.contains(field));
        fields.forEach((field, value) -> {
            String quantile = QUANTILES.get(field);
            if (quantile != null) {
                series.put(labels.with(Labels.NAME, name).with("quantile", quantile), value);
            } else if (histogram && field.equals("count")) {
                series.put(labels.with(Labels.NAME, name + "_count"), value);
            } else if (field.equals("value")
                    || field.equals("rate")
                    || field.equals("count") && !fields.containsKey("rate")) {
                series.put(labels.with(Labels.NAME, name), value);
            }
        });
        return series;
    }

    private static Map<Labels, Double> other(Point point) {
        Map<String, String> tags = new HashMap<>();
        point.tags().forEach((tag, value) -> tags.put(letters(tag).replace(':', '_'), value));
        Labels labels = Labels.of(tags);
        Map<Labels, Double> series = new LinkedHashMap<>();
        point.fields().forEach((field, value) -> {
            String suffix = field.equals("value") ? "" : "_" + letters(field);
            series.put(labels.with(Labels.NAME, letters(point.measurement()) + suffix), value);
        });
        return series;
    }

    private static String letters(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':';
            plain.append(kept ? c : '_');
        }
        return plain.toString();
    }
}
