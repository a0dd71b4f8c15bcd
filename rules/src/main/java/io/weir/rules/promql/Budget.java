package io.weir.rules.promql;

import java.util.function.LongSupplier;

/** What a running query has left. Not thread-safe: one for each query. */
final class Budget {
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long samples;

    Budget(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /**
     * Takes samples out of the budget and looks at the clock.
     *
     * @throws QueryException EXECUTION or TIMEOUT, naming the limit
     */
    void spend(long count) {
        samples += count;
        if (samples > limits.samples()) {
            throw new QueryException(
                    QueryException.Type.EXECUTION,
                    "query processing would load too many samples into memory in query execution: more than "
                            + limits.samples() + "; ask for a shorter time or fewer series");
        }
        if (nanoTime.getAsLong() - startNanos > limits.deadline().toNanos()) {
            throw new QueryException(
                    QueryException.Type.TIMEOUT,
                    "query timed out in expression evaluation after "
                            + limits.deadline().toSeconds() + " s; ask for a shorter time or fewer series");
        }
    }
}
