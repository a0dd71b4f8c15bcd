package io.weir.collector.sink.influx;

import io.weir.collector.metric.Labels;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The measurement and the field that Flink's InfluxDB reporter would write for a series. The exposition format does not say what is
 * a counter or a meter in Flink, its names do: a test holds these against a capture of the reporter.
 */
final class FlinkFields {
    private static final String PREFIX = "flink_";
    private static final Pattern METER =
            Pattern.compile("(.*_)?((num(Records|Bytes|Buffers|FiredTimers)\\w*|mailboxMails)PerSecond"
                    + "|GarbageCollector_\\w+_TimeMsPerSecond)");
    private static final Pattern COUNTER =
            Pattern.compile("(.*_)?(num(Records|Bytes|Buffers|FiredTimers)\\w*|task_initializationTime)");
    private static final Map<String, String> QUANTILES =
            Map.of("0.5", "p50", "0.75", "p75", "0.95", "p95", "0.98", "p98", "0.99", "p99", "0.999", "p999");

    /** Labels that are part of the measurement or the field. */
    static final Set<String> NO_TAGS = Set.of(Labels.NAME, "quantile");

    /** A place for one number. */
    record Field(String measurement, String field) {}

    private FlinkFields() {}

    static Field of(Labels series) {
        String name = series.name();
        String measurement = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        String quantile = series.get("quantile");
        if (!quantile.isEmpty()) {
            return new Field(measurement, quantile(quantile));
        }
        if (!name.startsWith(PREFIX)) {
            return new Field(measurement, "value");
        }
        if (METER.matcher(measurement).matches()) {
            return new Field(measurement, "rate");
        }
        if (COUNTER.matcher(measurement).matches()) {
            return new Field(measurement, "count");
        }
        @Nullable String histogram = histogramOf(measurement);
        return histogram == null ? new Field(measurement, "value") : new Field(histogram, "count");
    }

    private static String quantile(String quantile) {
        String known = QUANTILES.get(quantile);
        return known == null ? "p" + quantile.replaceFirst("^0?\\.", "") : known;
    }

    /** The reporter's summaries have a {@code _count}; no gauge of Flink's ends in it. */
    private static @Nullable String histogramOf(String measurement) {
        return measurement.endsWith("_count") ? measurement.substring(0, measurement.length() - 6) : null;
    }
}
