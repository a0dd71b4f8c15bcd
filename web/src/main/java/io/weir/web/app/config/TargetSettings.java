package io.weir.web.app.config;

import java.net.URI;

/** A page of metrics. */
public record TargetSettings(
        @Setting(help = "The process behind it, such as `jobmanager` or `taskmanager-1`.", required = true)
        String process,

        @Setting(help = "The whole URL, such as `http://10.0.0.1:9249/metrics`.", required = true)
        URI url) {
    public TargetSettings {
        new Faults().name("process", process).http("url", url).throwIfAny();
    }
}
