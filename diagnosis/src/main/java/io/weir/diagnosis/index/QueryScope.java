package io.weir.diagnosis.index;

import java.time.Instant;

/**
 * What a query text means beyond itself.
 *
 * @param now of times such as {@code now-15m}
 * @param patterns that {@code pattern:} may ask for
 */
record QueryScope(Instant now, Patterns patterns) {
    /** Without patterns. */
    static QueryScope at(Instant now) {
        return new QueryScope(now, Patterns.NONE);
    }
}
