package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many records satisfy a query over time.
 *
 * @param step width of a bucket
 * @param total over all buckets
 * @param partial as in {@link LogPage}
 */
public record Histogram(
        Duration step,
        List<Bucket> buckets,
        long total,
        @Nullable String partial) {
    public Histogram {
        buckets = List.copyOf(buckets);
    }

    /** Records in [start, start + step) by level. */
    public record Bucket(Instant start, Map<LogLevel, Long> counts) {
        public Bucket {
            counts = Map.copyOf(counts);
        }
    }
}
