package io.weir.collector.scrape;

import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state of one target between scrapes: its parser, what was last published, its status. Methods are called by one thread at a
 * time; {@link #status} by any.
 */
final class TargetScrape {
    /**
     * What a scrape says about itself. The first five are <a
     * href="https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series">Prometheus'</a>,
     * the sixth its {@code extra-scrape-metrics}; the last counts the series that the budget of new ones left out.
     */
    private static final String[] SYNTHETIC = {
        "up",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
        "scrape_body_size_bytes",
        "weir_scrape_series_refused"
    };

    private final Target target;
    private final Head head;
    private final Feed feed;
    private final ScrapeLimits limits;
    private final KnownSeries known;
    private final ExpositionParser parser;
    private final TimedSamples timed;
    private final HeadSeries[] synthetic = new HeadSeries[SYNTHETIC.length];
    private volatile TargetStatus status;

    /** The series that the head holds as alive; a prefix of the array. */
    private PageSeries[] alive = {};

    private int aliveCount;
    private int pageBytes;

    // What is handed to the head.
    private HeadSeries[] series = new HeadSeries[256];
    private double[] values = new double[256];
    private int count;

    /** True when {@link #series} begins with the series that are alive, in the order of the page. */
    private boolean aligned;

    TargetScrape(Target target, Head head, ScrapeLimits limits) {
        this.target = target;
        this.head = head;
        this.feed = head.feed();
        this.limits = limits;
        this.known = new KnownSeries(head, target.labels(), target.options().honorLabels(), limits);
        this.parser = new ExpositionParser(known, target.options().honorTimestamps());
        this.timed = new TimedSamples(head);
        this.status = new TargetStatus(target, Health.UNKNOWN, null, Duration.ZERO, 0, null);
    }

    Target target() {
        return target;
    }

    ScrapeLimits limits() {
        return limits;
    }

    TargetStatus status() {
        return status;
    }

    /** The length of the last good page. */
    int pageBytes() {
        return pageBytes;
    }

    /** How many lines of the last page repeated a series. */
    int duplicates() {
        return parser.duplicates();
    }

    /** How many series of the last good page found no room. */
    int refused() {
        return known.refused();
    }

    /** How many samples of the last page had a time that could not be taken. */
    int untimely() {
        return timed.untimely();
    }

    /** Reads a page and publishes it whole, or fails and publishes that. */
    @Nullable
    ScrapeFailure page(PageFormat format, Body body, Instant at, Duration duration, Scratch scratch) {
        try {
            scratch.table = parser.parse(format, body.bytes(), body.size(), limits.samples(), scratch.table);
        } catch (MalformedPageException e) {
            known.dropFresh();
            return failed(new ScrapeFailure(e.reason(), String.valueOf(e.getMessage())), at, duration);
        }
        PageTable page = parser.lastPage();
        boolean same =
                parser.isUnmoved() && known.refused() == 0 && !target.options().honorTimestamps();
        if (same && aliveCount > 0) {
            int samples = takeSame(page);
            pageBytes = body.size();
            publish(at, 1, duration, samples, samples, 0, body.size());
            status = new TargetStatus(target, Health.UP, at, duration, samples, null);
            return null;
        }
        parser.markSeen();
        count = 0;
        int before = aliveCount;
        int vanished = endVanished();
        aligned = vanished == 0;
        known.beginPage(at, parser.pageNumber());
        timed.beginPage(at);
        Taken taken = take(page);
        if (vanished > 0) {
            Arrays.fill(alive, aliveCount, alive.length, null);
        }
        known.endPage(parser.pageNumber());
        pageBytes = body.size();
        int added = aliveCount - (before - vanished);
        publish(at, 1, duration, taken.samples, taken.published, added, body.size());
        status = new TargetStatus(target, Health.UP, at, duration, taken.samples, leftOut());
        return null;
    }

    /** Takes a page with the series of the one before: its numbers alone, and no object of any series is looked at. */
    private int takeSame(PageTable page) {
        if (!aligned) {
            count = 0;
            for (int i = 0; i < aliveCount; i++) {
                put(alive[i].head, 0);
            }
            aligned = true;
        }
        count = 0;
        for (int row = 0; row < page.rows; row++) {
            if (page.series[row] != null) {
                values[count++] = page.value[row];
            }
        }
        return count;
    }

    private record Taken(int samples, int published) {}

    private int endVanished() {
        int vanished = 0;
        for (int i = 0; i < aliveCount; i++) {
            if (alive[i].lastPage != parser.pageNumber()) {
                put(alive[i].head, Sample.STALE);
                vanished++;
            }
        }
        return vanished;
    }

    private Taken take(PageTable page) {
        if (alive.length < page.rows) {
            alive = new PageSeries[page.rows];
        }
        boolean honorTimestamps = target.options().honorTimestamps();
        int samples = 0;
        int published = 0;
        aliveCount = 0;
        for (int row = 0; row < page.rows; row++) {
            PageSeries one = page.series[row];
            if (one == null) {
                continue;
            }
            samples++;
            if (one.head == null && !known.admit(one)) {
                continue;
            }
            published++;
            if (honorTimestamps && page.timestampMs[row] != LineGrammar.NO_TIMESTAMP) {
                timed.append(one, page.timestampMs[row], page.value[row]);
            } else {
                put(one.head, page.value[row]);
                alive[aliveCount++] = one;
            }
        }
        return new Taken(samples, published);
    }

    private @Nullable String leftOut() {
        int refused = known.refused();
        return refused == 0
                ? null
                : refused + " new series were left out: the target's budget is " + limits.newSeriesPerHour()
                        + " new series an hour, or the head is full; the others are kept";
    }

    /** Publishes that the target is down: its series end here. */
    ScrapeFailure failed(ScrapeFailure failure, Instant at, Duration duration) {
        count = 0;
        aligned = false;
        endAlive();
        publish(at, 0, duration, 0, 0, 0, failure.reason() == ScrapeFailure.Reason.BODY_LIMIT ? -1 : 0);
        String message = target.options().authorization().redact(failure.message());
        status = new TargetStatus(target, Health.DOWN, at, duration, status.lastSamples(), message);
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

    private void publish(
            Instant at, double up, Duration duration, int samples, int published, int added, long bodyBytes) {
        double[] readings = {
            up, duration.toNanos() / 1e9, samples, published, added, bodyBytes, up == 1 ? known.refused() : 0
        };
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
}
