package io.weir.rules.notify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel and how sending through it goes.
 *
 * @param channel its kind and its place among the receiver's channels, such as {@code webhook-0}
 * @param address where it leads, without secrets
 * @param limit null for none
 * @param pending how many notifications wait
 * @param lastSentAt null when none of the newest went through it
 * @param failingSince null while the last one was answered
 * @param failures how many failed in a row
 * @param lastError null while the last one was answered
 */
public record ChannelStatus(
        String channel,
        String kind,
        String address,
        boolean sendResolved,
        @Nullable ChannelLimit limit,
        Duration giveUpAfter,
        long pending,
        @Nullable Instant lastSentAt,
        @Nullable Instant failingSince,
        int failures,
        @Nullable String lastError) {}
