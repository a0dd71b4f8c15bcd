package io.weir.collector.scrape;

import io.weir.collector.metric.SelfMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the scraper counts about itself. Thread-safe. */
final class ScrapeCounters {
    private final LongAdder scrapes = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    final LongAdder skipped = new LongAdder();
    private final LongAdder refusedSamples = new LongAdder();
    private final LongAdder untimely = new LongAdder();
    private final AtomicLongArray failures = new AtomicLongArray(ScrapeFailure.Reason.values().length);

    /** Counts a scrape that ended. */
    void scraped(TargetScrape scrape, @Nullable ScrapeFailure failure) {
        scrapes.increment();
        if (failure != null) {
            failed(failure.reason());
            return;
        }
        samples.add(scrape.status().lastSamples());
        duplicates.add(scrape.duplicates());
        refusedSamples.add(scrape.refused());
        untimely.add(scrape.untimely());
    }

    void failed(ScrapeFailure.Reason reason) {
        failures.incrementAndGet(reason.ordinal());
    }

    List<SelfMetric> metrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        metrics.add(SelfMetric.counter("weir_scrapes_total", "Scrapes that ended, well or not.", scrapes.sum()));
        for (ScrapeFailure.Reason reason : ScrapeFailure.Reason.values()) {
            metrics.add(SelfMetric.counter(
                            "weir_scrape_failures_total",
                            "Scrapes that gave no page, by reason.",
                            failures.get(reason.ordinal()))
                    .with("reason", reason.label()));
        }
        metrics.add(SelfMetric.counter("weir_scrape_samples_total", "Samples on good pages.", samples.sum()));
        metrics.add(SelfMetric.counter(
                "weir_scrape_duplicate_samples_total",
                "Lines that repeated a series of the same page and were left out.",
                duplicates.sum()));
        metrics.add(SelfMetric.counter(
                "weir_scrape_refused_samples_total",
                "Samples of series that were left out for a target's budget of new ones, or for a full head.",
                refusedSamples.sum()));
        metrics.add(SelfMetric.counter(
                "weir_scrape_untimely_samples_total",
                "Samples left out because the time the target gave them was no younger, too old or ahead.",
                untimely.sum()));
        metrics.add(SelfMetric.counter(
                "weir_scrapes_skipped_total", "Scrapes left out because the one before had not ended.", skipped.sum()));
        return List.copyOf(metrics);
    }
}
