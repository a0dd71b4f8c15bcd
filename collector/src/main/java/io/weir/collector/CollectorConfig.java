package io.weir.collector;

import io.weir.collector.target.ScrapeLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the collector works.
 *
 * @param dataDirectory Weir's data folder; the head lives in {@code head/} below it, relational state in {@code weir.db}
 * @param scrapeInterval between two scrapes of a target
 * @param scrapeTimeout one absolute deadline for connect, headers and body; at most the interval
 * @param scrapeLimits what a target may cost that has no limits of its own
 * @param pollInterval between two polls of a cluster's REST API
 * @param pollTimeout for one REST call
 * @param headRetention how long samples are kept in the head
 * @param storage how many series are kept, and how long beyond the head
 */
public record CollectorConfig(
        Path dataDirectory,
        Duration scrapeInterval,
        Duration scrapeTimeout,
        ScrapeLimits scrapeLimits,
        Duration pollInterval,
        Duration pollTimeout,
        Duration headRetention,
        StorageConfig storage) {
    /** The defaults for a data folder: scrapes every 15 s, polls every 2 s, two hours in the head. */
    public static CollectorConfig defaults(Path dataDirectory) {
        return new CollectorConfig(
                dataDirectory,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                ScrapeLimits.DEFAULTS,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofHours(2),
                StorageConfig.DEFAULTS);
    }

    public CollectorConfig {
        if (scrapeTimeout.compareTo(scrapeInterval) > 0) {
            throw new IllegalArgumentException(
                    "scrape timeout " + scrapeTimeout + " is longer than the scrape interval " + scrapeInterval
                            + "; write a timeout of at most the interval");
        }
    }
}
