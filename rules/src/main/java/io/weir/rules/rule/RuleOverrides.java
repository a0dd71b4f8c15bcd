package io.weir.rules.rule;

import io.weir.rules.promql.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the config sets for rules: parameters for all subjects, and overrides for some. Immutable. */
public record RuleOverrides(Map<String, Map<String, String>> parameters, List<RuleOverride> overrides) {
    /** Nothing is set. */
    public static final RuleOverrides NONE = new RuleOverrides(Map.of(), List.of());

    public RuleOverrides {
        parameters = Map.copyOf(parameters);
        overrides = List.copyOf(overrides);
    }

    /** What is set for all subjects of a rule. */
    public Map<String, String> parameters(String rule) {
        return parameters.getOrDefault(rule, Map.of());
    }

    /** The scopes of a rule, in the order of the overrides that name it. */
    public List<RuleScope> scopes(String rule) {
        return overrides.stream()
                .flatMap(one -> Optional.ofNullable(one.parameters().get(rule)).stream()
                        .map(set -> new RuleScope(one.match(), set)))
                .toList();
    }

    /** A rule with what is set for it. */
    public RuleSetup of(RuleKind kind) {
        String name = kind.definition().name();
        return new RuleSetup(kind, parameters(name), scopes(name));
    }

    /** One sentence for each fault of overrides, none when all is well. */
    public static List<String> faults(List<RuleDefinition> definitions, List<RuleOverride> overrides) {
        List<String> faults = new ArrayList<>();
        for (RuleOverride override : overrides) {
            String where = "override " + override.match() + ": ";
            try {
                new RuleScope(override.match(), Map.of()).matchers();
            } catch (QueryException e) {
                faults.add(where + e.getMessage());
            }
            RuleCheck.faults(definitions, override.parameters()).forEach(fault -> faults.add(where + fault));
        }
        return faults;
    }
}
