package io.weir.rules.notify;

import java.util.List;

/**
 * Somebody to be told, under the name that routes use.
 *
 * @param channels every one of them is told; none at all is a receiver that drops what it gets, as Alertmanager's empty one
 * @param policy when it is told
 */
public record Receiver(String name, List<ChannelConfig> channels, ReceiverPolicy policy) {
    public Receiver {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a receiver needs a name");
        }
        channels = List.copyOf(channels);
    }

    /** One that is told at any time. */
    public Receiver(String name, List<ChannelConfig> channels) {
        this(name, channels, ReceiverPolicy.USUAL);
    }
}
