package io.weir.web.app.config;

import java.util.Map;

/** Parameters of rules for some subjects. */
public record RuleOverrideSettings(
        @Setting(
                help =
                        "Which subjects, as a PromQL selector on cluster, job_name, job_id, process, vertex_name and the labels of the series found: `{cluster=\"prod\", job_name=~\"orders-.*\"}`.",
                required = true)
        String match,

        @Setting(help = "Rule, then parameter, then value, laid over those of all subjects.")
        Map<String, Map<String, String>> parameters) {
    public RuleOverrideSettings {
        parameters = Map.copyOf(parameters);
    }
}
