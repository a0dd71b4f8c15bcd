package io.weir.diagnosis.log;

import java.time.Clock;

/** What all tails of one thread share: the clock, the counters and the buffer they read into. */
final class TailContext {
    private static final int CHUNK_BYTES = 256 * 1024;
    private final Clock clock;
    private final PlausibleTime plausible;
    private final TailCounters counters;
    private final byte[] chunk = new byte[CHUNK_BYTES];

    TailContext(Clock clock, PlausibleTime plausible, TailCounters counters) {
        this.clock = clock;
        this.plausible = plausible;
        this.counters = counters;
    }

    Clock clock() {
        return clock;
    }

    PlausibleTime plausible() {
        return plausible;
    }

    TailCounters counters() {
        return counters;
    }

    byte[] chunk() {
        return chunk;
    }
}
