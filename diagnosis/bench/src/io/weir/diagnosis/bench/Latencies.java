package io.weir.diagnosis.bench;

import java.util.Locale;

/** How long answers took, in milliseconds, sorted. */
record Latencies(double[] sorted) {
    double quantile(double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f / %.1f", quantile(0.5), quantile(0.99));
    }
}
