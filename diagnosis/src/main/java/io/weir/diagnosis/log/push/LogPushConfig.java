package io.weir.diagnosis.log.push;

/**
 * What may be pushed.
 *
 * @param bodyBytes the largest body, after decompression
 * @param bodiesBytes all bodies that are worked on at the same time
 * @param lineLimit the most lines of one request
 */
public record LogPushConfig(long bodyBytes, long bodiesBytes, int lineLimit) {
    /** 16 MiB and 200,000 lines a request, 64 MiB at the same time. */
    public static final LogPushConfig DEFAULTS = new LogPushConfig(16L << 20, 64L << 20, 200_000);
}
