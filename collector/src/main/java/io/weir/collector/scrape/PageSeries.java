package io.weir.collector.scrape;

import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A series as one target exports it. Belongs to the target's scrape, one thread at a time. */
final class PageSeries {
    /** What it is called; null once the head has it, as every line of a page touches this object and less is faster. */
    private @Nullable Labels pending;

    /** Where its samples go; null until a good page has it, and while there is no room for it. */
    @Nullable
    HeadSeries head;

    /** The number of the last page that had it, so that a second line of the same series is noticed. */
    int lastPage = -1;

    /** The time of its newest sample with a time of its own. */
    long lastTimestampMs = Long.MIN_VALUE;

    PageSeries(Labels labels) {
        this.pending = labels;
    }

    /** What it is called in the head. */
    Labels labels() {
        return head == null ? Objects.requireNonNull(pending) : head.labels();
    }

    /** Takes its place in the head, if there is one. */
    void join(Head into) {
        head = into.series(labels());
        if (head != null) {
            pending = null;
        }
    }
}
