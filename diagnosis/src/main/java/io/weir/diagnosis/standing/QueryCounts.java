package io.weir.diagnosis.standing;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The counters {@code weir_log_matches_total{query, cluster, process}}. A series begins with 0, so that its first match is an increase, and
 * ends with a stale marker when its query is gone or its process matched nothing for long. Guarded by {@link StandingQueries}.
 */
final class QueryCounts {
    static final int MOST_SERIES = 5_000;
    private static final Duration IDLE = Duration.ofHours(24);
    private static final String NAME = "weir_log_matches_total";

    private record Key(String query, String cluster, String process) {
        Labels series() {
            return Labels.of(Labels.NAME, NAME, "query", query, "cluster", cluster, "process", process);
        }
    }

    private static final class Count {
        long matches;
        long lastMillis;
    }

    private final SampleSink samples;
    private final Clock clock;
    private final Map<Key, Count> counts = new HashMap<>();
    private long refused;

    QueryCounts(SampleSink samples, Clock clock) {
        this.samples = samples;
        this.clock = clock;
    }

    void add(String query, String cluster, String process) {
        long now = clock.millis();
        Key key = new Key(query, cluster, process);
        Count count = counts.get(key);
        if (count == null) {
            if (counts.size() >= MOST_SERIES) {
                refused++;
                return;
            }
            count = new Count();
            counts.put(key, count);
            // A moment before, since the count may follow within the same millisecond.
            samples.append(key.series(), new Sample(now - 1, 0));
        }
        count.matches++;
        count.lastMillis = now;
    }

    void write() {
        long now = clock.millis();
        counts.entrySet().removeIf(entry -> {
            boolean over = now - entry.getValue().lastMillis > IDLE.toMillis();
            samples.append(entry.getKey().series(), new Sample(now, over ? Sample.STALE : entry.getValue().matches));
            return over;
        });
    }

    /** Ends the series of queries that are not among these. */
    void keep(Set<String> queries) {
        long now = clock.millis();
        counts.keySet().removeIf(key -> {
            boolean gone = !queries.contains(key.query());
            if (gone) {
                samples.append(key.series(), new Sample(now, Sample.STALE));
            }
            return gone;
        });
    }

    long total(String query) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().query().equals(query))
                .mapToLong(entry -> entry.getValue().matches)
                .sum();
    }

    int series() {
        return counts.size();
    }

    long refused() {
        return refused;
    }
}
