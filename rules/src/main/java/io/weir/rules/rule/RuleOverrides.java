package io.weir.rules.rule;

import io.weir.rules.promql.QueryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lays overrides over rules: a rule that one names becomes a rule with several forms. */
public final class RuleOverrides {
    private RuleOverrides() {}

    /**
     * The rules with their forms.
     *
     * @param parameters rule name to parameter to value, in force for all subjects that no override has
     */
    public static List<RuleKind> over(
            List<RuleKind> kinds, Map<String, Map<String, String>> parameters, List<RuleOverride> overrides) {
        return kinds.stream()
                .map(kind -> {
                    List<RuleOverride> named = overrides.stream()
                            .filter(one -> one.parameters()
                                    .containsKey(kind.definition().name()))
                            .toList();
                    return named.isEmpty() ? kind : forms(kind, parameters, named);
                })
                .toList();
    }

    private static RuleKind forms(
            RuleKind kind, Map<String, Map<String, String>> parameters, List<RuleOverride> named) {
        RuleDefinition definition = kind.definition();
        Map<String, String> base = parameters.getOrDefault(definition.name(), Map.of());
        Function<Parameters, Rule> maker = inForce -> {
            List<ScopedRule.Form> forms = new ArrayList<>();
            for (RuleOverride override : named) {
                Map<String, String> set = new HashMap<>(base);
                set.putAll(override.parameters().getOrDefault(definition.name(), Map.of()));
                Parameters own = Parameters.of(definition, set);
                forms.add(new ScopedRule.Form(
                        override.matchers(),
                        own.isOn(RuleDefinition.ENABLED),
                        kind.maker().apply(own)));
            }
            // The engine may think it on where it is on for some only.
            boolean on = Parameters.of(definition, base).isOn(RuleDefinition.ENABLED);
            forms.add(new ScopedRule.Form(List.of(), on, kind.maker().apply(inForce)));
            return ScopedRule.of(forms);
        };
        return new RuleKind(definition, maker);
    }

    /** The parameters that the engine is to know: a rule that is off for most but on for some is evaluated. */
    public static Map<String, Map<String, String>> enabledWhereNeeded(
            List<RuleDefinition> definitions,
            Map<String, Map<String, String>> parameters,
            List<RuleOverride> overrides) {
        Map<String, Map<String, String>> all = new HashMap<>(parameters);
        for (RuleDefinition definition : definitions) {
            boolean somewhere = overrides.stream()
                    .map(one -> one.parameters().getOrDefault(definition.name(), Map.of()))
                    .anyMatch(set -> "true".equals(set.get(RuleDefinition.ENABLED)));
            if (somewhere) {
                Map<String, String> set = new HashMap<>(parameters.getOrDefault(definition.name(), Map.of()));
                set.put(RuleDefinition.ENABLED, "true");
                all.put(definition.name(), set);
            }
        }
        return all;
    }

    /** One sentence for each fault, none when all is well. */
    public static List<String> faults(List<RuleDefinition> definitions, List<RuleOverride> overrides) {
        List<String> faults = new ArrayList<>();
        for (RuleOverride override : overrides) {
            String where = "override " + override.match() + ": ";
            try {
                override.matchers();
            } catch (QueryException e) {
                faults.add(where + e.getMessage());
            }
            RuleCheck.faults(definitions, override.parameters()).forEach(fault -> faults.add(where + fault));
            override.parameters().forEach((rule, set) -> {
                for (String name :
                        List.of(RuleDefinition.FOR, RuleDefinition.RESOLVE_AFTER, RuleDefinition.FLAP_AFTER)) {
                    if (set.containsKey(name)) {
                        faults.add(where + "rule " + rule + ": " + name
                                + " is the same for all subjects; set it in rules.parameters");
                    }
                }
            });
        }
        return faults;
    }
}
