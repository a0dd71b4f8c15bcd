package io.weir.collector.scrape;

import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one target between scrapes: its parser, what was last published, its status. Methods are called by one thread at a
 * time; {@link #status} by any.
 */
final class TargetScrape {
    private static final String[] SYNTHETIC = {"up", "scrape_duration_seconds", "scrape_samples_scraped"};

    private final Target target;
    private final Head head;
    private final Feed feed;
    private final int sampleLimit;
    private final ExpositionParser parser = new ExpositionParser(this::resolve);
    private final Map<HeadSeries, PageSeries> known = new IdentityHashMap<>();
    private final HeadSeries[] synthetic = new HeadSeries[SYNTHETIC.length];
    private volatile TargetStatus status;

    /** The series that the head holds as alive; a prefix of the array. */
    private PageSeries[] alive = {};

    private int aliveCount;

    // What is handed to the head.
    private HeadSeries[] series = new HeadSeries[256];
    private double[] values = new double[256];
    private int count;

    TargetScrape(Target target, Head head, int sampleLimit) {
        this.target = target;
        this.head = head;
        this.feed = head.feed();
        this.sampleLimit = sampleLimit;
        this.status = new TargetStatus(target, Health.UNKNOWN, null, Duration.ZERO, 0, null);
    }

    Target target() {
        return target;
    }

    TargetStatus status() {
        return status;
    }

    /** A duplicate count and a sample count of the last page. */
    int duplicates() {
        return parser.duplicates();
    }

    /** Reads a page and publishes it whole, or fails and publishes that. */
    @Nullable
    ScrapeFailure page(Body body, Instant at, Duration duration, Scratch scratch) {
        try {
            scratch.table = parser.parse(body.bytes(), body.size(), sampleLimit, scratch.table);
        } catch (ExpositionParser.SampleLimitException e) {
            return failed(
                    new ScrapeFailure(ScrapeFailure.Reason.SAMPLE_LIMIT, String.valueOf(e.getMessage())), at, duration);
        } catch (MalformedPageException e) {
            return failed(
                    new ScrapeFailure(ScrapeFailure.Reason.MALFORMED, String.valueOf(e.getMessage())), at, duration);
        }
        PageTable page = parser.lastPage();
        count = 0;
        int samples = 0;
        int vanished = 0;
        for (int i = 0; i < aliveCount; i++) {
            if (alive[i].lastPage != parser.pageNumber()) {
                put(alive[i].head, Sample.STALE);
                known.remove(alive[i].head);
                vanished++;
            }
        }
        if (alive.length < page.rows) {
            alive = new PageSeries[page.rows];
        }
        aliveCount = 0;
        for (int row = 0; row < page.rows; row++) {
            PageSeries one = page.series[row];
            if (one != null) {
                samples++;
                if (one.head != null) {
                    put(one.head, page.value[row]);
                    alive[aliveCount++] = one;
                }
            }
        }
        if (vanished > 0) {
            Arrays.fill(alive, aliveCount, alive.length, null);
        }
        publish(at, 1, duration, samples);
        status = new TargetStatus(target, Health.UP, at, duration, samples, null);
        return null;
    }

    /** Publishes that the target is down: its series end here. */
    ScrapeFailure failed(ScrapeFailure failure, Instant at, Duration duration) {
        count = 0;
        endAlive();
        publish(at, 0, duration, 0);
        if (known.size() > 2 * sampleLimit) {
            // Pages that fail late may bring new series each time, none of which will ever be published.
            known.clear();
            parser.forget();
        }
        status = new TargetStatus(target, Health.DOWN, at, duration, status.lastSamples(), failure.message());
        return failure;
    }

    /** Ends every series of the target, its synthetic ones too. */
    void end(Instant at) {
        count = 0;
        endAlive();
        for (HeadSeries one : synthetic) {
            put(one, Sample.STALE);
        }
        feed.append(at.toEpochMilli(), series, values, count);
    }

    private void endAlive() {
        for (int i = 0; i < aliveCount; i++) {
            put(alive[i].head, Sample.STALE);
        }
        aliveCount = 0;
    }

    private void publish(Instant at, double up, Duration duration, int samples) {
        double[] readings = {up, duration.toNanos() / 1e9, samples};
        for (int i = 0; i < SYNTHETIC.length; i++) {
            if (synthetic[i] == null) {
                synthetic[i] = head.series(target.labels().with(Labels.NAME, SYNTHETIC[i]));
            }
            put(synthetic[i], readings[i]);
        }
        feed.append(at.toEpochMilli(), series, values, count);
    }

    private void put(@Nullable HeadSeries one, double value) {
        if (one == null) {
            return;
        }
        if (count == series.length) {
            series = Arrays.copyOf(series, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        series[count] = one;
        values[count] = value;
        count++;
    }

    private PageSeries resolve(Labels exported) {
        HeadSeries one = head.series(withTarget(exported));
        return one == null ? new PageSeries(null) : known.computeIfAbsent(one, PageSeries::new);
    }

    /** Lays the target's labels over the exported ones, which keep their value as {@code exported_name}. */
    private Labels withTarget(Labels exported) {
        Map<String, String> all = new HashMap<>(exported.asMap());
        target.labels().asMap().forEach((name, value) -> {
            String own = all.put(name, value);
            if (own != null) {
                String free = "exported_" + name;
                while (all.containsKey(free)) {
                    free = "exported_" + free;
                }
                all.put(free, own);
            }
        });
        return Labels.of(all);
    }
}
