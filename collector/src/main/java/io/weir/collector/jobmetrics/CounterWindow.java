package io.weir.collector.jobmetrics;

/**
 * How fast a counter grew within the last minute, or since it was first seen. A counter that falls was reset and counts from 0, as in
 * <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/#rate">rate()</a>. REST answers counters from a cache of ten
 * seconds, which is why a shorter time would show steps. Not thread-safe.
 */
final class CounterWindow {
    static final long WINDOW_MS = 60_000;

    /** After so long without a reading nothing is said about the time between. */
    static final long GAP_MS = 300_000;

    private static final int SLOTS = 16;

    /** Older readings lie at least so far apart, so that they fit whatever the interval is. */
    private static final long STEP_MS = WINDOW_MS / (SLOTS - 2);

    private final long[] times = new long[SLOTS];
    private final double[] totals = new double[SLOTS];
    private int first;
    private int kept;

    private int attempt = -1;
    private long newest;
    private double raw;
    private double total;

    /**
     * Takes a reading; one that is no younger than the last is left out.
     *
     * @param ofAttempt of the task that counts: another one counts anew, and the time between them is nobody's
     */
    void add(int ofAttempt, long timestampMs, double value) {
        if (kept > 0 && timestampMs <= newest && ofAttempt == attempt) {
            return;
        }
        if (ofAttempt != attempt || timestampMs - newest > GAP_MS) {
            attempt = ofAttempt;
            kept = 0;
            total = 0;
        } else {
            total += value < raw ? value : value - raw;
        }
        raw = value;
        newest = timestampMs;
        if (kept == 0 || timestampMs - times[at(kept - 1)] >= STEP_MS) {
            keep();
        }
    }

    private void keep() {
        // One reading from before the window stays, so that all of the window is covered.
        while (kept >= 2 && times[at(1)] <= newest - WINDOW_MS || kept == SLOTS) {
            first = at(1);
            kept--;
        }
        times[at(kept)] = newest;
        totals[at(kept)] = total;
        kept++;
    }

    private int at(int index) {
        return (first + index) % SLOTS;
    }

    private boolean isSpan() {
        return kept > 0 && newest > times[first];
    }

    /** Growth a second; NaN until there are two readings. */
    double perSecond() {
        return isSpan() ? increase() * 1000 / (newest - times[first]) : Double.NaN;
    }

    /** Growth within the window; NaN until there are two readings. */
    double increase() {
        return isSpan() ? total - totals[first] : Double.NaN;
    }
}
