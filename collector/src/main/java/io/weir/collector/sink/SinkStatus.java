package io.weir.collector.sink;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a sink is.
 *
 * @param lag how old the oldest sample is that was not delivered; zero when there is none
 * @param waitingSamples in the queue and in the spool
 * @param droppedSamples because the spool was full or damaged, or could not be written
 * @param queueDroppedSamples because they came faster than they could be spooled
 * @param rejectedSamples that the server will never take
 * @param notFiniteSamples NaN and infinities that the server does not know
 * @param lastError the newest failure, also when it is over
 * @param since when this state began
 */
public record SinkStatus(
        String name,
        String kind,
        URI url,
        State state,
        Instant since,
        Duration lag,
        long waitingSamples,
        long spoolBytes,
        long spoolLimitBytes,
        long sentSamples,
        long droppedSamples,
        long queueDroppedSamples,
        long rejectedSamples,
        long notFiniteSamples,
        long sends,
        long failedSends,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Instant lastDeliveredAt,
        @Nullable Instant retryAt) {
    /** What a sink does now. */
    public enum State {
        /** Nothing was sent yet. */
        UNKNOWN,
        /** The last send went well. */
        UP,
        /** The last send failed and is tried again; what comes in meanwhile is spooled. */
        RETRYING,
        /** The server refuses our credentials: somebody has to act; what comes in meanwhile is spooled. */
        PAUSED
    }
}
