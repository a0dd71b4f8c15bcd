package io.weir.collector.metric;

/**
 * One reading of Weir about itself, for its own {@code /metrics}.
 *
 * @param name with its unit, as Prometheus names metrics
 * @param labels without the name
 */
public record SelfMetric(String name, Kind kind, String help, Labels labels, double value) {
    /** How the value moves. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    /** A counter without labels. */
    public static SelfMetric counter(String name, String help, double value) {
        return new SelfMetric(name, Kind.COUNTER, help, Labels.EMPTY, value);
    }

    /** A gauge without labels. */
    public static SelfMetric gauge(String name, String help, double value) {
        return new SelfMetric(name, Kind.GAUGE, help, Labels.EMPTY, value);
    }

    /** The same reading with one label more. */
    public SelfMetric with(String label, String labelValue) {
        return new SelfMetric(name, kind, help, labels.with(label, labelValue), value);
    }
}
