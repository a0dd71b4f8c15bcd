package io.weir.rules.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How sending through a channel goes.
 *
 * @param channel the kind and the place among the receiver's channels, such as {@code webhook-0}
 * @param failingSince since when every send failed; null while the last one was answered
 * @param failures how many failed in a row
 * @param lastError null while the last one was answered
 */
public record ChannelHealth(
        String receiver,
        String channel,
        @Nullable Instant failingSince,
        int failures,
        @Nullable String lastError) {}
