package io.weir.rules.notify;

import java.time.Duration;

/**
 * How many messages a place takes.
 *
 * @param account what the place counts by, such as a robot's URL; channels of one account share one allowance. No secret is in it
 * @param messages the most within {@code per}
 * @param penalty how long the place is silent to those who send more
 */
public record ChannelLimit(String account, int messages, Duration per, Duration penalty) {
    public ChannelLimit {
        if (messages < 1 || per.isNegative() || per.isZero() || penalty.isNegative()) {
            throw new IllegalArgumentException("a limit takes at least one message in a time longer than none");
        }
    }
}
