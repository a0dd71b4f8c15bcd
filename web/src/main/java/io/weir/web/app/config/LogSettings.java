package io.weir.web.app.config;

import java.time.Duration;

/** How logs are kept. */
public record LogSettings(
        @Setting(help = "How long log records are kept.", defaultsTo = "30d")
        Duration retention,

        @Setting(help = "The most disk they take; the oldest go first.", defaultsTo = "20GiB")
        ByteSize maximumSize) {}
