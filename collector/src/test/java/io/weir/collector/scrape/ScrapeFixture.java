package io.weir.collector.scrape;

import static org.awaitility.Awaitility.await;

import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A scraper over a head of its own, and questions about both. */
final class ScrapeFixture implements AutoCloseable {
    final Head head;
    final Scraper scraper;

    ScrapeFixture(Path folder, Duration interval, ScrapeLimits limits) {
        this(folder, interval, limits, Clock.systemUTC());
    }

    ScrapeFixture(Path folder, Duration interval, ScrapeLimits limits, Clock clock) {
        head = Head.open(folder, Duration.ofHours(1), 100_000, Clock.systemUTC());
        scraper = new Scraper(head, clock, interval, Duration.ofSeconds(20), limits);
    }

    TargetStatus status(String process) {
        return scraper.targets().stream()
                .filter(status -> status.target().process().equals(process))
                .findFirst()
                .orElseThrow();
    }

    /** Scrapes until a target is up. */
    void up(Target target) {
        scraper.add(target);
        await().until(() -> status(target.process()).health() == Health.UP);
    }

    /** Scrapes until a target is down, and says why. */
    String down(Target target) {
        scraper.add(target);
        await().until(() -> status(target.process()).health() == Health.DOWN);
        return Objects.requireNonNull(status(target.process()).lastError());
    }

    List<Series> select(String... namesAndValues) {
        List<LabelMatcher> matchers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            matchers.add(LabelMatcher.equal(namesAndValues[i], namesAndValues[i + 1]));
        }
        return head.select(matchers, 0, Long.MAX_VALUE);
    }

    /** The newest value of the only such series; NaN when there is none. */
    double last(String... namesAndValues) {
        List<Series> found = select(namesAndValues);
        if (found.size() != 1) {
            return Double.NaN;
        }
        double[] values = found.get(0).values();
        return values[values.length - 1];
    }

    double self(String name) {
        return scraper.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(SelfMetric::value)
                .sum();
    }

    @Override
    public void close() {
        scraper.close();
        head.close();
    }
}
