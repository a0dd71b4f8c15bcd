package io.weir.collector.scrape;

import io.weir.collector.head.HeadSeries;
import org.jspecify.annotations.Nullable;

/** A series as one target exports it. Belongs to the target's scrape, one thread at a time. */
final class PageSeries {
    /** Where its samples go; null when the head refused it. */
    final @Nullable HeadSeries head;

    /** The number of the last page that had it, so that a second line of the same series is noticed. */
    int lastPage = -1;

    PageSeries(@Nullable HeadSeries head) {
        this.head = head;
    }
}
