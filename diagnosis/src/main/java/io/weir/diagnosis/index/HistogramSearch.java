package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts hits over time, exactly. A block that lies in one bucket is not opened when its header answers the query. */
final class HistogramSearch {
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

    private final Search search;
    private final long step;
    private final long start;
    private final LevelCounts[] counts;

    /** At most {@code buckets} of them; they start at multiples of a step that people read easily. */
    HistogramSearch(Search search, int buckets) {
        this.search = search;
        this.step = step(search.fromMillis(), search.toMillis(), buckets);
        this.start = Math.floorDiv(search.fromMillis(), step) * step;
        this.counts = new LevelCounts[buckets(search.fromMillis(), search.toMillis(), step)];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LevelCounts();
        }
    }

    Histogram run() throws IOException {
        boolean structural = search.clause().isStructural();
        Candidates candidates = search.candidates(true);
        String partial = null;
        while (!candidates.isEmpty()) {
            if (search.budget().isOver()) {
                partial = search.budget().reason();
                break;
            }
            BlockHeader header = structural ? candidates.peekHeader() : null;
            if (header != null && isWithinOneBucket(header)) {
                candidates.skip();
                count(header);
                continue;
            }
            Block block = candidates.next();
            if (block != null) {
                search.budget().read(block.header().rawBytes());
                count(block);
            }
        }
        return histogram(
                partial == null && search.budget().isOver() ? search.budget().reason() : partial);
    }

    private void count(Block block) {
        for (RawRecord record : block.records()) {
            long at = record.header().atMillis();
            if (search.contains(at) && search.clause().matches(new RecordView(block.header().stream(), record))) {
                counts[bucket(at)].add(record.header().level(), 1);
            }
        }
    }

    private void count(BlockHeader header) {
        for (Map.Entry<LogLevel, Long> each : header.levels().toMap().entrySet()) {
            if (search.clause().matches(RecordView.ofLevel(header.stream(), each.getKey()))) {
                counts[bucket(header.minMillis())].add(each.getKey(), each.getValue());
            }
        }
    }

    private boolean isWithinOneBucket(BlockHeader header) {
        return search.contains(header.minMillis())
                && search.contains(header.maxMillis())
                && bucket(header.minMillis()) == bucket(header.maxMillis());
    }

    private int bucket(long atMillis) {
        return (int) ((atMillis - start) / step);
    }

    private Histogram histogram(@Nullable String partial) {
        List<Histogram.Bucket> buckets = new ArrayList<>(counts.length);
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            Map<LogLevel, Long> levels = counts[i].toMap();
            total += levels.values().stream().mapToLong(Long::longValue).sum();
            buckets.add(new Histogram.Bucket(Instant.ofEpochMilli(start + i * step), levels));
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
