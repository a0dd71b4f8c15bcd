package io.weir.web.app.config;

import java.time.Duration;

/** How clusters' REST APIs are polled. */
public record FlinkSettings(
        @Setting(help = "Between two polls of a cluster.", defaultsTo = "2s")
        Duration pollInterval,

        @Setting(help = "For one REST call.", defaultsTo = "10s")
        Duration pollTimeout) {}
