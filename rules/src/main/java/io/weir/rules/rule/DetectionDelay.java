package io.weir.rules.rule;

import io.weir.collector.metric.SelfMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it took from when a sample could be read to when its event was stored as firing. For a rule over many targets the
 * oldest page counts that its evaluation was the first to look at. Thread-safe.
 */
final class DetectionDelay {
    private static final String NAME = "weir_rule_detection_delay_seconds";
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final long[] counts = new long[BOUNDS.length + 1];
    private double sum;

    synchronized void observe(Duration delay) {
        double seconds = Math.max(0, delay.toNanos() / 1e9);
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sum += seconds;
    }

    /** A histogram as Prometheus' text format writes it. */
    synchronized List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        String help = "From when a sample could be read to when its event fired.";
        long total = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            total += counts[i];
            String bound = i == BOUNDS.length ? "+Inf" : String.valueOf(BOUNDS[i]);
            metrics.add(SelfMetric.counter(NAME + "_bucket", help, total).with("le", bound));
        }
        metrics.add(SelfMetric.counter(NAME + "_sum", help, sum));
        metrics.add(SelfMetric.counter(NAME + "_count", help, total));
        return metrics;
    }
}
