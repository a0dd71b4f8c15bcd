package io.weir.rules.promql;

/** <a href="https://en.wikipedia.org/wiki/Exponential_smoothing">Double exponential smoothing</a>, {@code holt_winters}. */
final class Smoothing {
    private Smoothing() {}

    /** @param level how much the newest value counts, {@code trend} how much the newest change: both between 0 and 1 */
    static double of(Window window, double level, double trend) {
        check("smoothing factor. Expected: 0 < sf < 1", level);
        check("trend factor. Expected: 0 < tf < 1", trend);
        if (window.size() < 2) {
            return Column.ABSENT;
        }
        double before = 0;
        double smoothed = window.value(0);
        double slope = window.value(1) - window.value(0);
        for (int i = 1; i < window.size(); i++) {
            if (i > 1) {
                slope = trend * (smoothed - before) + (1 - trend) * slope;
            }
            double next = level * window.value(i) + (1 - level) * (smoothed + slope);
            before = smoothed;
            smoothed = next;
        }
        return smoothed;
    }

    private static void check(String expected, double factor) {
        if (factor <= 0 || factor >= 1) {
            throw new QueryException(
                    QueryException.Type.EXECUTION, "invalid " + expected + ", got: " + GoNumber.general(factor));
        }
    }
}
