package io.weir.collector.head;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One producer of pages, such as a scraped target: all samples of a page share one time and become visible together. Not
 * thread-safe: a page is finished before the next begins.
 */
public final class Feed {
    private final Head head;

    // What follows belongs to the writer, under the head's lock.
    long lastTime = Long.MIN_VALUE;

    /** Where its last page went; null before the first. */
    @Nullable
    Layout layout;

    /** The series of its last page as they were handed over, which may be older handles of the layout's series. */
    HeadSeries[] given = {};

    /** True when another producer writes some of its series: then the age of each sample is looked at. */
    boolean contested;

    Feed(Head head) {
        this.head = head;
    }

    boolean hasLayout(HeadSeries[] series, int count) {
        Layout current = layout;
        return current != null && !current.dropped && Arrays.equals(given, 0, given.length, series, 0, count);
    }

    /**
     * Appends a page. A page that is not younger than the one before is dropped as a whole, a sample that is not younger than its
     * series' newest alone; both are counted.
     *
     * @param timestampMs of every sample of the page
     * @param series no series twice
     * @param count how many of the arrays' entries belong to the page
     */
    public void append(long timestampMs, HeadSeries[] series, double[] values, int count) {
        head.append(this, timestampMs, series, values, count);
    }
}
