package io.weir.rules.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what a person set for rules, all of it at once. */
public final class RuleCheck {
    private RuleCheck() {}

    /** One sentence for each fault, none when all is well. */
    public static List<String> faults(List<RuleDefinition> definitions, Map<String, Map<String, String>> set) {
        List<String> faults = new ArrayList<>();
        new TreeMap<>(set).forEach((name, parameters) -> {
            Optional<RuleDefinition> definition = definitions.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst();
            if (definition.isEmpty()) {
                List<String> names =
                        definitions.stream().map(RuleDefinition::name).toList();
                faults.add("there is no rule \"" + name + "\"" + didYouMean(name, names));
            } else {
                faults.addAll(faults(definition.get(), parameters));
            }
        });
        return faults;
    }

    private static List<String> faults(RuleDefinition definition, Map<String, String> set) {
        List<String> faults = new ArrayList<>();
        new TreeMap<>(set).forEach((name, value) -> {
            Optional<Parameter> parameter = definition.parameter(name);
            if (parameter.isEmpty()) {
                List<String> names =
                        definition.parameters().stream().map(Parameter::name).toList();
                faults.add(
                        "rule " + definition.name() + " has no parameter \"" + name + "\"" + didYouMean(name, names));
            } else {
                parameter.get().fault(value).ifPresent(fault -> faults.add("rule " + definition.name() + ": " + fault));
            }
        });
        return faults;
    }

    private static String didYouMean(String name, Collection<String> names) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : names) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?";
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = now;
        }
        return before[b.length()];
    }
}
