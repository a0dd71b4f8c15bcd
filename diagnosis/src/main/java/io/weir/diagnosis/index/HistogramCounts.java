package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buckets of a histogram while they are filled. They start at multiples of a step that people read easily. */
final class HistogramCounts {
    private static final long[] NICE_STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        10_800_000,
        21_600_000,
        43_200_000,
        86_400_000
    };

    private final long step;
    private final long start;
    private final LevelCounts[] counts;

    /** At most {@code buckets} of them. */
    HistogramCounts(QueryTimes times, int buckets) {
        this.step = step(times.fromMillis(), times.toMillis(), buckets);
        this.start = Math.floorDiv(times.fromMillis(), step) * step;
        this.counts = new LevelCounts[buckets(times.fromMillis(), times.toMillis(), step)];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LevelCounts();
        }
    }

    int size() {
        return counts.length;
    }

    /** Where the bucket of a number begins, which is up to {@link #size}, in milliseconds since the epoch. */
    long start(int bucket) {
        return start + bucket * step;
    }

    /** The bucket of a time. */
    int bucket(long atMillis) {
        return (int) ((atMillis - start) / step);
    }

    void add(int bucket, LogLevel level, long count) {
        counts[bucket].add(level, count);
    }

    Histogram histogram(@Nullable String partial) {
        List<Histogram.Bucket> buckets = new ArrayList<>(counts.length);
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            Map<LogLevel, Long> levels = counts[i].toMap();
            total += levels.values().stream().mapToLong(Long::longValue).sum();
            buckets.add(new Histogram.Bucket(Instant.ofEpochMilli(start(i)), levels));
        }
        return new Histogram(Duration.ofMillis(step), buckets, total, partial);
    }

    private static long step(long from, long to, int buckets) {
        for (long nice : NICE_STEPS) {
            if (buckets(from, to, nice) <= buckets) {
                return nice;
            }
        }
        long day = NICE_STEPS[NICE_STEPS.length - 1];
        long days = 1;
        while (buckets(from, to, days * day) > buckets) {
            days *= 2;
        }
        return days * day;
    }

    /** Buckets of a step that touch [from, to); saturates. */
    private static int buckets(long from, long to, long step) {
        long count = Math.floorDiv(to - 1, step) - Math.floorDiv(from, step) + 1;
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
