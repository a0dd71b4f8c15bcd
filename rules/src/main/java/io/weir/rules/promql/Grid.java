package io.weir.rules.promql;

/**
 * The times a query is evaluated at.
 *
 * @param startMs milliseconds since the epoch
 * @param count 1 for an instant query
 */
record Grid(long startMs, long stepMs, int count) {
    long at(int step) {
        return startMs + step * stepMs;
    }

    long endMs() {
        return at(count - 1);
    }
}
