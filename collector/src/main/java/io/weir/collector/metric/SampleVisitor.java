package io.weir.collector.metric;

/** Is shown one sample of each series. */
@FunctionalInterface
public interface SampleVisitor {
    /** @param value may be a stale marker */
    void visit(Labels labels, long timestampMs, double value);
}
