package io.weir.collector.push;

import java.time.Duration;

/**
 * What may be pushed.
 *
 * @param bodyBytes the largest body, after decompression
 * @param sampleLimit the most samples of one request
 * @param groupLimit the most groups of the Pushgateway API
 * @param groupSeriesLimit the most series of all these groups
 * @param labelLimit the most labels of a series
 * @param labelNameBytes the longest name of a label
 * @param labelValueBytes the longest value of a label
 * @param interval how often the last value of a pushed group is published again
 * @param staleAfter how long it is, after the last push
 */
public record PushConfig(
        long bodyBytes,
        int sampleLimit,
        int groupLimit,
        int groupSeriesLimit,
        int labelLimit,
        int labelNameBytes,
        int labelValueBytes,
        Duration interval,
        Duration staleAfter) {
    /** 16 MiB and 100,000 samples a request; groups end after five minutes without a push. */
    public static PushConfig defaults(Duration interval) {
        return new PushConfig(16L << 20, 100_000, 10_000, 200_000, 64, 512, 4096, interval, Duration.ofMinutes(5));
    }
}
