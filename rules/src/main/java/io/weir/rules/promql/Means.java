package io.weir.rules.promql;

/** The running mean that Prometheus computes, which cannot overflow. */
final class Means {
    private Means() {}

    /** The mean of {@code count} values of which the last is {@code value} and the others' mean is {@code mean}. */
    static double next(double mean, double value, int count) {
        if (Double.isInfinite(mean)) {
            if (!movesInfinity(mean, value)) {
                return mean;
            }
        }
        return mean + (value / count - mean / count);
    }

    /** An infinite mean stays what it is unless the other infinity or NaN comes. */
    static boolean movesInfinity(double mean, double value) {
        boolean sameInfinity = Double.isInfinite(value) && (mean > 0) == (value > 0);
        return Double.isNaN(value) || Double.isInfinite(value) && !sameInfinity;
    }
}
