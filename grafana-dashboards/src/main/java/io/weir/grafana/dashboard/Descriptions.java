package io.weir.grafana.dashboard;

import io.weir.collector.metric.MetricCatalogue;
import io.weir.collector.metric.MetricEntry;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a panel's little "i" says: its note, and the unit and meaning of its metrics as the catalogue has them. */
final class Descriptions {
    private static final Pattern PROMETHEUS_NAME = Pattern.compile("\\bflink_[A-Za-z0-9_]+");
    private static final Pattern MEASUREMENT = Pattern.compile("FROM \"([A-Za-z0-9_]+)\"");

    private Descriptions() {}

    static String of(Panel panel, Store store) {
        Set<String> lines = new LinkedHashSet<>();
        if (!panel.note().isEmpty()) {
            lines.add(panel.note());
        }
        for (Query query : panel.queries()) {
            Matcher names = (store == Store.PROMETHEUS ? PROMETHEUS_NAME : MEASUREMENT).matcher(query.text());
            while (names.find()) {
                String name = store == Store.PROMETHEUS ? names.group() : "flink_" + names.group(1);
                line(name).ifPresent(lines::add);
            }
        }
        return String.join("\n\n", lines);
    }

    private static Optional<String> line(String name) {
        Optional<MetricEntry> entry = MetricCatalogue.flink().find(name);
        return entry.map(one -> "`" + one.metric() + "` (" + one.unit() + "): " + one.english());
    }
}
