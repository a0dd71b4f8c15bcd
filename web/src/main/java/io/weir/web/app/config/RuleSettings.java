package io.weir.web.app.config;

import io.weir.rules.rule.RuleOverride;
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
                        "Parameters for some clusters, namespaces or jobs only; of those that match and name a rule the first is in force.")
        List<RuleOverrideSettings> overrides,

        @Setting(
                help =
                        "Prometheus rule files, wildcards allowed: `rules/*.yml`. They are read again when they change, at a SIGHUP and at `POST /-/reload`.")
        List<Path> files) {
    public RuleSettings {
        overrides = List.copyOf(overrides);
        files = List.copyOf(files);
        parameters = Map.copyOf(parameters);
    }

    /** As the rules take them. */
    public List<RuleOverride> ruleOverrides() {
        return overrides.stream()
                .map(one -> new RuleOverride(one.match(), one.parameters()))
                .toList();
    }
}
