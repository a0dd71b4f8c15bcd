package io.weir.rules.promql;

/**
 * {@code rate}, {@code increase} and {@code delta}: the change between a window's first and last sample, stretched to the
 * whole window where samples reach close enough to its ends. See <a
 * href="https://prometheus.io/docs/prometheus/2.42/querying/functions/#rate">rate</a> and the note on extrapolation there.
 */
final class Extrapolation {
    /** A gap at an end that is wider than this many sample intervals means that the series began or ended within. */
    private static final double CLOSE_ENOUGH = 1.1;

    private Extrapolation() {}

    static double rate(Window window) {
        double increase = increase(window);
        return Column.isAbsent(increase) ? increase : increase / ((window.endMs() - window.startMs()) / 1000.0);
    }

    static double increase(Window window) {
        return window.size() < 2 ? Column.ABSENT : stretched(window, counted(window), true);
    }

    static double delta(Window window) {
        return window.size() < 2 ? Column.ABSENT : stretched(window, window.last() - window.first(), false);
    }

    /** What a counter counted from the first to the last sample, where a fall means that it began anew at zero. */
    private static double counted(Window window) {
        double change = window.last() - window.first();
        double before = window.first();
        for (int i = 1, count = window.size(); i < count; i++) {
            double value = window.value(i);
            if (value < before) {
                change += before;
            }
            before = value;
        }
        return change;
    }

    private static double stretched(Window window, double change, boolean counter) {
        double sampledSeconds = (window.lastMs() - window.firstMs()) / 1000.0;
        double interval = sampledSeconds / (window.size() - 1);
        double toStart = (window.firstMs() - window.startMs()) / 1000.0;
        double toEnd = (window.endMs() - window.lastMs()) / 1000.0;
        if (counter && change > 0 && window.first() >= 0) {
            // A counter is never negative, so it is not stretched back beyond where it would have been zero.
            toStart = Math.min(toStart, sampledSeconds * (window.first() / change));
        }
        double covered = sampledSeconds + reach(toStart, interval) + reach(toEnd, interval);
        return change * (covered / sampledSeconds);
    }

    private static double reach(double gap, double interval) {
        return gap < interval * CLOSE_ENOUGH ? gap : interval / 2;
    }
}
