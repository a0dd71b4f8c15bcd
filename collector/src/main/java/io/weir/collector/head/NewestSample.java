package io.weir.collector.head;

/** Where {@link HeadSeries#readNewest} puts what it read, so that reading many series makes no garbage. Not thread-safe. */
public final class NewestSample {
    long timestampMs;
    double value;

    /** Milliseconds since the epoch. */
    public long timestampMs() {
        return timestampMs;
    }

    /** The value, which may be a stale marker. */
    public double value() {
        return value;
    }
}
