package io.weir.web.app.config;

import java.time.Duration;

/** How recent samples are kept. */
public record HeadSettings(
        @Setting(help = "How long samples are kept.", defaultsTo = "2h")
        Duration retention) {}
