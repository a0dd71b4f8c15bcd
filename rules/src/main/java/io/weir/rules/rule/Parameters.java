package io.weir.rules.rule;

import io.weir.rules.event.Severity;
import io.weir.rules.promql.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The values in force for one rule, checked. Immutable. */
public final class Parameters {
    private final RuleDefinition definition;
    private final Map<String, String> values;

    private Parameters(RuleDefinition definition, Map<String, String> values) {
        this.definition = definition;
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * A rule's defaults with what a person set laid over them.
     *
     * @throws IllegalArgumentException for an unknown name or a bad value
     */
    public static Parameters of(RuleDefinition definition, Map<String, String> set) {
        Map<String, String> values = new LinkedHashMap<>();
        definition.parameters().forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        set.forEach((name, value) -> {
            Parameter parameter = definition
                    .parameter(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "rule " + definition.name() + " has no parameter \"" + name + "\""));
            parameter.fault(value).ifPresent(fault -> {
                throw new IllegalArgumentException("rule " + definition.name() + ": " + fault);
            });
            values.put(name, value);
        });
        return new Parameters(definition, values);
    }

    /** These values with others laid over them. */
    Parameters with(Map<String, String> set) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(set);
        return of(definition, all);
    }

    /** A number or a whole number. */
    public double number(String name) {
        return Double.parseDouble(value(name));
    }

    /** A whole number. */
    public int integer(String name) {
        return Integer.parseInt(value(name));
    }

    /** A duration. */
    public Duration duration(String name) {
        return Durations.parse(value(name));
    }

    /** A duration, or zero when the rule has no such parameter. */
    Duration durationOrZero(String name) {
        return values.containsKey(name) ? duration(name) : Duration.ZERO;
    }

    /** True for a rule that has such a parameter. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A switch. */
    public boolean isOn(String name) {
        return Boolean.parseBoolean(value(name));
    }

    /** How much the rule's events matter. */
    public Severity severity() {
        return Parameter.severity(value(RuleDefinition.SEVERITY));
    }

    /** The names in a text, parted by commas. */
    public Set<String> names(String name) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : value(name).split(",")) {
            if (!part.isBlank()) {
                names.add(part.strip());
            }
        }
        return names;
    }

    /** Every value by its name. */
    public Map<String, String> asMap() {
        return values;
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("rule " + definition.name() + " has no parameter \"" + name + "\"");
        }
        return value;
    }
}
