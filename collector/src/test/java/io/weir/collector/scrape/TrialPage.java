package io.weir.collector.scrape;

import java.nio.charset.StandardCharsets;

/**
 * A page that is given to Prometheus and to us.
 *
 * @param honorTimestamps whether times on it count
 * @param before a good page of the same target that came before it, so that ours reads it against its memory
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record TrialPage(String name, PageFormat format, boolean honorTimestamps, byte[] bytes, byte[] before) {
    /** True when a time of a sample stands on the page and counts. */
    boolean holds(long timestampMs) {
        return honorTimestamps && text().contains(Long.toString(timestampMs));
    }

    /** A char for each byte. */
    String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
