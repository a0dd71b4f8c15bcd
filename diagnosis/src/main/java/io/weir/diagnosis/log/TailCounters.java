package io.weir.diagnosis.log;

import java.util.concurrent.atomic.LongAdder;

/** What the tails have done since the start. Thread-safe. */
public final class TailCounters {
    final LongAdder lines = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder cutLines = new LongAdder();
    final LongAdder implausibleTimes = new LongAdder();
    final LongAdder truncations = new LongAdder();
    final LongAdder archives = new LongAdder();
    final LongAdder readErrors = new LongAdder();
    volatile long lagBytes;
    volatile int openFiles;

    /** The figures now. */
    public TailMetrics read() {
        return new TailMetrics(
                lines.sum(),
                bytes.sum(),
                cutLines.sum(),
                implausibleTimes.sum(),
                truncations.sum(),
                archives.sum(),
                readErrors.sum(),
                lagBytes,
                openFiles);
    }
}
