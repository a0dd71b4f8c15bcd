package io.weir.web.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How rules are evaluated. */
public record RuleSettings(
        @Setting(help = "Between two evaluations of the rules on samples.", defaultsTo = "15s")
        Duration evaluationInterval,

        @Setting(
                help =
                        "Rule, then parameter, then value, laid over the defaults: `BackpressureSevere: {threshold: 0.8}`.")
        Map<String, Map<String, String>> parameters,

        @Setting(
                help =
                        "Prometheus rule files, wildcards allowed: `rules/*.yml`. They are read again when they change, at a SIGHUP and at `POST /-/reload`.")
        List<Path> files) {
    public RuleSettings {
        files = List.copyOf(files);
        parameters = Map.copyOf(parameters);
    }
}
