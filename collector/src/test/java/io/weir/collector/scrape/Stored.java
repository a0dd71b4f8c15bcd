package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.util.Map;

/**
 * What came of a page.
 *
 * @param accepted whether the scrape was good
 * @param samples by series: value, and time where the target's own times count
 * @param error why not, where that is known
 */
record Stored(boolean accepted, Map<Labels, String> samples, String error) {
    /** Two numbers are the same when they have the same bits; NaN is one number. */
    static String sample(double value, long timestampMs) {
        return Long.toHexString(Double.doubleToLongBits(value)) + " (" + value + ")"
                + (timestampMs == LineGrammar.NO_TIMESTAMP ? "" : " at " + timestampMs);
    }

    boolean same(Stored other) {
        return accepted == other.accepted && samples.equals(other.samples);
    }
}
