package io.weir.rules.notify;

import java.time.Clock;

/** What channels are opened with. */
public record ChannelTools(Clock clock) {}
