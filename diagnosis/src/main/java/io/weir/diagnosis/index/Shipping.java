package io.weir.diagnosis.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How records get to another machine that keeps them.
 *
 * @param url the machine's; without credentials
 * @param lastGood when it last took something or said that it is well; null if never
 * @param failure what went wrong since; null when all is well
 * @param waitingBytes on this machine's disk that are not there yet, packed
 * @param shipped records that are there, since the start
 * @param refused records that it will never take, since the start; they are in the file {@code refused.ndjson} beside the logs
 */
public record Shipping(
        String url,
        @Nullable Instant lastGood,
        @Nullable String failure,
        long waitingBytes,
        long shipped,
        long refused) {}
