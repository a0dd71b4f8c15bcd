package io.weir.rules.rule;

import io.weir.rules.event.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rule is, before anybody set its parameters.
 *
 * @param summary what it says, one line
 * @param severity the default of the parameter {@value #SEVERITY}
 * @param parameters its own; every rule has {@value #SEVERITY} and {@value #ENABLED} besides
 * @param guide what a person reads about it
 */
public record RuleDefinition(
        String name, Severity severity, Text summary, List<Parameter> parameters, RuleGuide guide) {
    /** The switch that every rule has. */
    public static final String ENABLED = "enabled";

    /** How long a condition must hold before its event fires; zero for a rule without this parameter. */
    public static final String FOR = "for";

    /** How long a condition must not hold before its event is over; zero for a rule without this parameter. */
    public static final String RESOLVE_AFTER = "resolveAfter";

    /**
     * After how many changes of a condition, also of one too short to fire, it counts as coming and going; for a rule without
     * this parameter only the changes of its events count.
     */
    public static final String FLAP_AFTER = "flapAfter";

    /** How much its events matter: {@code info}, {@code warning} or {@code critical}. Every rule has it. */
    public static final String SEVERITY = "severity";

    public RuleDefinition {
        List<Parameter> all = new ArrayList<>(parameters);
        if (all.stream().noneMatch(parameter -> parameter.name().equals(SEVERITY))) {
            all.add(Parameter.severity(SEVERITY, severity, new Text("How much its events matter.", "事件的严重程度。")));
        }
        if (all.stream().noneMatch(parameter -> parameter.name().equals(ENABLED))) {
            all.add(Parameter.onOff(ENABLED, true, new Text("Whether this rule is evaluated at all.", "是否评估此规则。")));
        }
        parameters = List.copyOf(all);
    }

    /** A rule about which there is no more to say than its summary. */
    public RuleDefinition(String name, Severity severity, Text summary, List<Parameter> parameters) {
        this(name, severity, summary, parameters, new RuleGuide("", "", summary, summary));
    }

    /** A parameter by its name. */
    public Optional<Parameter> parameter(String parameterName) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(parameterName))
                .findFirst();
    }
}
