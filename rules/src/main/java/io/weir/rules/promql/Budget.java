package io.weir.rules.promql;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What a running query has left. Not thread-safe: one for each query. */
final class Budget {
    private final Limits limits;
    private final Duration deadline;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long samples;
    private long series;

    Budget(Limits limits, Duration deadline, LongSupplier nanoTime) {
        this.deadline = deadline;
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
            throw tooManySamples();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new QueryException(
                    QueryException.Type.CANCELED, "query was canceled in expression evaluation: nobody waits for it");
        }
        if (nanoTime.getAsLong() - startNanos > deadline.toNanos()) {
            throw new QueryException(
                    QueryException.Type.TIMEOUT,
                    "query timed out in expression evaluation after " + deadline.toMillis() / 1000.0
                            + " s; ask for a shorter time or fewer series");
        }
    }

    /**
     * Takes series out of the budget.
     *
     * @throws QueryException EXECUTION, naming the limit
     */
    void spendSeries(int count) {
        series += count;
        if (series > limits.series()) {
            throw new QueryException(
                    QueryException.Type.EXECUTION,
                    "query would read too many series: more than " + limits.series()
                            + "; add label matchers to its selectors, such as {job_name=\"...\"}");
        }
    }

    QueryException tooManySamples() {
        return new QueryException(
                QueryException.Type.EXECUTION,
                "query processing would load too many samples into memory in query execution: more than "
                        + limits.samples() + "; ask for a shorter time or fewer series");
    }
}
