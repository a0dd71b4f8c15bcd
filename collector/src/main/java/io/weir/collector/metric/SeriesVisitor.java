package io.weir.collector.metric;

/** Is shown the samples of one series after the other. */
@FunctionalInterface
public interface SeriesVisitor {
    /**
     * One series with at least one sample.
     *
     * @param timestampsMs rising strictly; the array is lent for the time of the call, to be read and not to be written
     * @param values at these times, lent likewise; may hold stale markers
     * @param size how many of both there are, at the beginning of the arrays
     */
    void visit(Labels labels, long[] timestampsMs, double[] values, int size);
}
