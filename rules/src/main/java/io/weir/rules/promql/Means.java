package io.weir.rules.promql;

/** The running mean that Prometheus computes, which cannot overflow. */
final class Means {
    private Means() {}

    /** The mean of {@code count} values of which the last is {@code value} and the others' mean is {@code mean}. */
    static double next(double mean, double value, int count) {
        if (Double.isInfinite(mean)) {
            boolean sameInfinity = Double.isInfinite(value) && (mean > 0) == (value > 0);
            boolean finite = !Double.isInfinite(value) && !Double.isNaN(value);
            if (sameInfinity || finite) {
                return mean;
            }
        }
        return mean + value / count - mean / count;
    }
}
