package io.weir.web.app.config;

import io.weir.collector.history.HistoryConfig;
import java.time.Duration;

/** How long samples are kept that have left the head. */
public record HistorySettings(
        @Setting(help = "Whether they are kept at all.", defaultsTo = "true")
        boolean enabled,

        @Setting(help = "How long; whole days (UTC) go.", defaultsTo = "15d")
        Duration retention,

        @Setting(help = "The most disk they take; the oldest days go first.", defaultsTo = "10GiB")
        ByteSize maximumSize) {
    /** The same for the collector. */
    public HistoryConfig config() {
        return new HistoryConfig(enabled, retention, maximumSize.bytes());
    }
}
