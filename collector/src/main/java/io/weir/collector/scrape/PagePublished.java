package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.time.Instant;

/**
 * The samples of one target can be read now: a page of it, or that it could not be scraped.
 *
 * @param target the target's labels, {@code cluster} and {@code process} among them
 * @param scrapedAt the time of the samples: when the scrape began
 * @param publishedAt when they could be read
 */
public record PagePublished(Labels target, Instant scrapedAt, Instant publishedAt) {}
