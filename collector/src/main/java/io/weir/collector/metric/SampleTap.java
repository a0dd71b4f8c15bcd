package io.weir.collector.metric;

/**
 * Hears of every sample after it was published to the head. Called on the writer's thread, outside the head's lock, by several
 * threads at once; it must neither block nor throw.
 */
public interface SampleTap {
    /** What has an identity as a series; the head's own handles have one, so that nothing is copied to tell of a page. */
    interface Identified {
        /** The identity of the series. */
        Labels labels();
    }

    /**
     * A page was published.
     *
     * @param series belongs to the caller, who overwrites it after the call
     * @param values belongs to the caller too
     * @param count how many of the arrays' entries belong to the page
     */
    void published(long timestampMs, Identified[] series, double[] values, int count);

    /** A single sample was published. */
    void published(Labels series, Sample sample);
}
