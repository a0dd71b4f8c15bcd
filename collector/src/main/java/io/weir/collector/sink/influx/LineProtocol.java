package io.weir.collector.sink.influx;

import io.weir.collector.metric.Labels;
import io.weir.collector.sink.spool.Spooled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes samples in <a href="https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/">line protocol</a> with
 * times in milliseconds. Not thread-safe.
 */
final class LineProtocol {
    private static final int MOST_REMEMBERED = 200_000;

    /**
     * Samples as text.
     *
     * @param notFinite how many were NaN or infinite, which the protocol cannot say; stale markers are not counted
     * @param lines how many samples the text has
     */
    record Text(String lines, int written, int notFinite) {}

    private final Map<Labels, String> beginnings = new HashMap<>();

    Text write(List<Spooled> samples) {
        StringBuilder text = new StringBuilder(samples.size() * 300);
        int written = 0;
        int notFinite = 0;
        for (Spooled sample : samples) {
            double value = sample.value();
            if (Double.isFinite(value)) {
                text.append(beginning(sample.series())).append(value).append(' ');
                text.append(sample.timestampMs()).append('\n');
                written++;
            } else if (!io.weir.collector.metric.Sample.isStale(value)) {
                notFinite++;
            }
        }
        return new Text(text.toString(), written, notFinite);
    }

    private String beginning(Labels series) {
        String known = beginnings.get(series);
        if (known != null) {
            return known;
        }
        if (beginnings.size() >= MOST_REMEMBERED) {
            beginnings.clear();
        }
        FlinkFields.Field field = FlinkFields.of(series);
        StringBuilder text = new StringBuilder(escaped(field.measurement(), ", "));
        Set<String> noTags = FlinkFields.NO_TAGS;
        series.asMap().forEach((name, value) -> {
            if (!noTags.contains(name)) {
                text.append(',').append(escaped(name, ",= ")).append('=').append(escaped(value, ",= "));
            }
        });
        String made = text.append(' ')
                .append(escaped(field.field(), ",= "))
                .append('=')
                .toString();
        beginnings.put(series, made);
        return made;
    }

    /**
     * The protocol cannot say a line break in a name or a tag, nor a backslash before what must be escaped (at the end of a value
     * that is the comma): both become what reads alike.
     */
    private static String escaped(String text, String special) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean beforeSpecial = i + 1 == text.length() || special.indexOf(text.charAt(i + 1)) >= 0;
            if (c == '\n' || c == '\r') {
                escaped.append("\\ ");
            } else if (c == '\\' && beforeSpecial) {
                escaped.append('/');
            } else {
                escaped.append(special.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
