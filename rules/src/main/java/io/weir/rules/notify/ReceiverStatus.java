package io.weir.rules.notify;

import java.util.List;

/** A receiver and how sending to it goes. */
public record ReceiverStatus(String name, List<ChannelStatus> channels) {
    public ReceiverStatus {
        channels = List.copyOf(channels);
    }
}
