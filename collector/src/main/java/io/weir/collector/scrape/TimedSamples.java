package io.weir.collector.scrape;

import io.weir.collector.head.Head;
import io.weir.collector.metric.Sample;
import java.time.Duration;
import java.time.Instant;

/**
 * Samples whose time the target itself sets. As in Prometheus they have no end: when one vanishes, its series just stops. A sample that is no
 * younger than the one before, lies more than an hour back or more than ten minutes ahead is left out and counted. Not
 * thread-safe.
 */
final class TimedSamples {
    private static final long MOST_BEHIND_MS = Duration.ofHours(1).toMillis();
    private static final long MOST_AHEAD_MS = Duration.ofMinutes(10).toMillis();

    private final Head head;
    private long nowMs;
    private int untimely;

    TimedSamples(Head head) {
        this.head = head;
    }

    void beginPage(Instant at) {
        nowMs = at.toEpochMilli();
        untimely = 0;
    }

    void append(PageSeries one, long timestampMs, double value) {
        if (timestampMs <= one.lastTimestampMs
                || timestampMs < nowMs - MOST_BEHIND_MS
                || timestampMs > nowMs + MOST_AHEAD_MS) {
            untimely++;
            return;
        }
        one.lastTimestampMs = timestampMs;
        head.append(one.labels(), new Sample(timestampMs, value));
    }

    /** How many samples of the page were left out for their time. */
    int untimely() {
        return untimely;
    }
}
