package io.weir.collector.restmetrics;

import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one round of requests brought, published to the head as one page. Used by one thread. */
final class RestPage {
    private final Head head;
    private final Feed feed;

    /** The series that the head holds as alive, by their labels. */
    private Map<Labels, HeadSeries> alive = new HashMap<>();

    private Map<Labels, HeadSeries> next = new HashMap<>();
    private final List<HeadSeries> series = new ArrayList<>();
    private double[] values = new double[256];
    private int refused;

    RestPage(Head head) {
        this.head = head;
        this.feed = head.feed();
    }

    /** Adds a value; one series counts once. */
    void put(Labels labels, double value) {
        if (next.containsKey(labels)) {
            return;
        }
        HeadSeries one = alive.get(labels);
        if (one == null) {
            one = head.series(labels);
        }
        if (one == null) {
            refused++;
            return;
        }
        next.put(labels, one);
        add(one, value);
    }

    /** Keeps alive, without a new value, what was not asked for in this round. */
    void keep(Labels labels) {
        HeadSeries one = alive.get(labels);
        if (one != null) {
            next.putIfAbsent(labels, one);
        }
    }

    /** Forgets what was put since the last page. */
    void clear() {
        series.clear();
        next.clear();
    }

    /** Publishes the page, with the end of every series that is neither in it nor kept. Returns how many samples it had. */
    int publish(Instant at) {
        int samples = series.size();
        alive.forEach((labels, one) -> {
            if (!next.containsKey(labels)) {
                add(one, Sample.STALE);
            }
        });
        feed.append(at.toEpochMilli(), series.toArray(new HeadSeries[0]), values, series.size());
        series.clear();
        Map<Labels, HeadSeries> before = alive;
        alive = next;
        before.clear();
        next = before;
        return samples;
    }

    /** Series that found no room in the head, ever. */
    int refused() {
        return refused;
    }

    private void add(@Nullable HeadSeries one, double value) {
        if (one == null) {
            return;
        }
        if (series.size() == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[series.size()] = value;
        series.add(one);
    }
}
