package io.weir.collector.sink.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a send went, and so what is to be done. */
public sealed interface Delivery {
    /**
     * The samples are there.
     *
     * @param leftOut how many were not for this server, such as stale markers where it knows none
     * @param notFinite how many were left out because the server knows no NaN and no infinity
     * @param rejected how many the server will never take, which was settled during the send
     * @param warning why, or null
     */
    record Done(
            int leftOut,
            int notFinite,
            int rejected,
            @Nullable String warning) implements Delivery {
        /** Everything was taken. */
        public static final Done ALL = new Done(0, 0, 0, null);

        /** Nothing was to be done. */
        public static final Done NOTHING = new Done(0, 0, 0, null);
    }

    /**
     * The same samples are to be sent again later.
     *
     * @param after when the server said so, else null
     */
    record Retry(String why, @Nullable Duration after) implements Delivery {}

    /** A sample among them is bad, or they are too many: half of them may pass. */
    record Refused(String why) implements Delivery {}

    /** The credentials are wrong: somebody has to act. */
    record Denied(String why) implements Delivery {}
}
