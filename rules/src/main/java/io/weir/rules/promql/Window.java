package io.weir.rules.promql;

/**
 * The samples of one series that a range selector covers at one step. Both ends belong to it, as in Prometheus 2.42. One
 * window is moved along a series, so functions must not keep it.
 */
final class Window {
    private long[] timestampsMs = {};
    private double[] values = {};
    private int samples;
    private int from;
    private int to;
    private long startMs;
    private long endMs;

    /** Begins anew, at the beginning of a series of which so many samples count. */
    void open(long[] newTimestampsMs, double[] newValues, int size) {
        timestampsMs = newTimestampsMs;
        values = newValues;
        samples = size;
        from = 0;
        to = 0;
    }

    /** Moves both ends forward, never back. */
    void moveTo(long newStartMs, long newEndMs) {
        startMs = newStartMs;
        endMs = newEndMs;
        // A query of one step reads just the samples of its one window.
        if (to == 0 && samples > 0 && timestampsMs[0] >= startMs && timestampsMs[samples - 1] <= endMs) {
            to = samples;
            return;
        }
        while (to < samples && timestampsMs[to] <= endMs) {
            to++;
        }
        while (from < to && timestampsMs[from] < startMs) {
            from++;
        }
    }

    int size() {
        return to - from;
    }

    double value(int i) {
        return values[from + i];
    }

    long timeMs(int i) {
        return timestampsMs[from + i];
    }

    double first() {
        return values[from];
    }

    double last() {
        return values[to - 1];
    }

    long firstMs() {
        return timestampsMs[from];
    }

    long lastMs() {
        return timestampsMs[to - 1];
    }

    /** The range asked for, whatever samples are in it. */
    long startMs() {
        return startMs;
    }

    long endMs() {
        return endMs;
    }
}
