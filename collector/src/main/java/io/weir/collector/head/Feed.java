package io.weir.collector.head;

import java.util.Arrays;

/**
 * One producer of pages, such as a scraped target: all samples of a page share one time and become visible together. Not
 * thread-safe: a page is finished before the next begins.
 */
public final class Feed {
    private final Head head;
    TimeSegment segment = new TimeSegment();
    long lastTime = Long.MIN_VALUE;

    // The page before, which the log writes the next one against.
    int loggedGeneration = -1;
    int layoutId;
    HeadSeries[] layout = {};
    long[] layoutBits = {};

    Feed(Head head) {
        this.head = head;
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

    /** True when the page has the same series in the same order as the one before. */
    boolean hasLayout(HeadSeries[] series, int count) {
        return Arrays.equals(layout, 0, layout.length, series, 0, count);
    }
}
