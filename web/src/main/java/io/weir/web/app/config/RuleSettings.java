package io.weir.web.app.config;

import java.time.Duration;
import java.util.Map;

/** How rules are evaluated. */
public record RuleSettings(
        @Setting(help = "Between two evaluations of the rules on samples.", defaultsTo = "15s")
        Duration evaluationInterval,

        @Setting(
                help =
                        "Rule, then parameter, then value, laid over the defaults: `BackpressureSevere: {threshold: 0.8}`.")
        Map<String, Map<String, String>> parameters) {
    public RuleSettings {
        parameters = Map.copyOf(parameters);
    }
}
