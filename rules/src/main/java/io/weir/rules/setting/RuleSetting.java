package io.weir.rules.setting;

import io.weir.rules.rule.RuleScope;
import java.util.List;
import java.util.Map;

/**
 * What people set for one rule.
 *
 * @param parameters parameter to value for all subjects, laid over the config's
 * @param scopes for some subjects, the first that matches in force; they come before the config's
 */
public record RuleSetting(Map<String, String> parameters, List<RuleScope> scopes) {
    /** Nothing is set: as the config says. */
    public static final RuleSetting NONE = new RuleSetting(Map.of(), List.of());

    public RuleSetting {
        parameters = Map.copyOf(parameters);
        scopes = List.copyOf(scopes);
    }
}
