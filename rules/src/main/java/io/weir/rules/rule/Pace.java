package io.weir.rules.rule;

import java.util.concurrent.TimeUnit;

/**
 * How long rules rest between two looks that pages asked for. A look at a small cluster takes a millisecond and is taken with every page; one
 * at a hundred thousand series takes tens of them, and taking it every second would cost more than collecting the samples. Not
 * thread-safe.
 */
final class Pace {
    /** Rules take a fiftieth of one processor at most, however fast pages come. */
    private static final int SHARE = 50;

    /** The sweep looks at everything every fifteen seconds anyway. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int REMEMBERED = 8;

    private final long[] costs = new long[REMEMBERED];
    private int looks;

    /** The nanoseconds to rest after a look that cost some nanoseconds of processor time. */
    long restAfter(long cost) {
        costs[looks % REMEMBERED] = cost;
        looks++;
        // The cheapest of the last ones: a look that met a cold JVM or a collection of garbage says nothing about the
        // next.
        long cheapest = cost;
        for (int i = 0; i < Math.min(looks, REMEMBERED); i++) {
            cheapest = Math.min(cheapest, costs[i]);
        }
        return Math.min(LONGEST_NANOS, Math.max(0, cheapest) * (SHARE - 1));
    }
}
