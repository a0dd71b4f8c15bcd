package io.weir.collector.scrape;

import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import org.jspecify.annotations.Nullable;

/** A series as one target exports it. Belongs to the target's scrape, one thread at a time. */
final class PageSeries {
    /** What it is called in the head. */
    final Labels labels;

    /** Where its samples go; null until a good page has it, and while there is no room for it. */
    @Nullable
    HeadSeries head;

    /** The number of the last page that had it, so that a second line of the same series is noticed. */
    int lastPage = -1;

    /** The time of its newest sample with a time of its own. */
    long lastTimestampMs = Long.MIN_VALUE;

    PageSeries(Labels labels) {
        this.labels = labels;
    }
}
