package io.weir.diagnosis.index;

import java.time.Duration;
import org.apache.lucene.index.QueryTimeout;

/** How much a search may still do. For one thread, but for the question whether it is over. */
final class Budget implements QueryTimeout {
    /** What a search may decompress, so that one query cannot keep the disk busy for all others. */
    private static final long MOST_BYTES = 16L * 1024 * 1024 * 1024;

    private final Duration time;
    private final long startNanos = System.nanoTime();
    private long bytes;

    Budget(Duration time) {
        this.time = time;
    }

    void read(long rawBytes) {
        bytes += rawBytes;
    }

    boolean isOver() {
        return shouldExit() || bytes > MOST_BYTES;
    }

    @Override
    public boolean shouldExit() {
        return System.nanoTime() - startNanos > time.toNanos();
    }

    /** Time that is left, at least one millisecond. */
    long leftMillis() {
        return Math.max(1, time.toMillis() - (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** Why a search was stopped. */
    String reason() {
        return bytes > MOST_BYTES
                ? "stopped after " + MOST_BYTES / (1024 * 1024 * 1024) + " GiB of text; narrow the time or add a word"
                : "stopped at the time budget of " + time.toMillis() / 1000.0 + " s; narrow the time or add a word";
    }
}
