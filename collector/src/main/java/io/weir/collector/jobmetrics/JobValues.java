package io.weir.collector.jobmetrics;

import java.util.Arrays;

/** The figures of one job in one round. What is no finite number is absent. */
final class JobValues {
    private final double[] values = new double[JobMetric.values().length];

    JobValues() {
        Arrays.fill(values, Double.NaN);
    }

    void put(JobMetric metric, double value) {
        values[metric.ordinal()] = value;
    }

    /** Takes a value from elsewhere for what the samples did not tell. */
    void putIfAbsent(JobMetric metric, double value) {
        if (!has(metric)) {
            put(metric, value);
        }
    }

    boolean has(JobMetric metric) {
        return Double.isFinite(values[metric.ordinal()]);
    }

    double get(JobMetric metric) {
        return values[metric.ordinal()];
    }
}
