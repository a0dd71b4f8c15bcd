package io.weir.web.app.config;

import java.util.List;
import java.util.Map;

/** Addresses that have labels in common. */
public record StaticConfigSettings(
        @Setting(help = "Their addresses: `[10.0.0.1:9249]`.", required = true)
        List<String> targets,

        @Setting(help = "Labels of their series; those that begin with `__` say how they are scraped.")
        Map<String, String> labels) {
    public StaticConfigSettings {
        targets = List.copyOf(targets);
        labels = Map.copyOf(labels);
    }
}
