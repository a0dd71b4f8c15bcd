package io.weir.rules.rule;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule with everything that people set for it: parameters for all subjects, and scopes whose parameters are laid over these for some.
 * Immutable.
 */
public final class RuleSetup {
    private final RuleKind kind;
    private final List<Form> forms;

    /**
     * What is in force for some subjects.
     *
     * @param matchers which, unless an earlier form has them; none means all
     */
    record Form(List<LabelMatcher> matchers, Parameters parameters) {
        boolean isOn() {
            return parameters.isOn(RuleDefinition.ENABLED);
        }
    }

    /**
     * Lays what was set over the defaults.
     *
     * @throws IllegalArgumentException for an unknown parameter or a bad value
     * @throws io.weir.rules.promql.QueryException for a scope that is no selector
     */
    public RuleSetup(RuleKind kind, Map<String, String> parameters, List<RuleScope> scopes) {
        this.kind = kind;
        List<Form> all = new ArrayList<>();
        for (RuleScope scope : scopes) {
            Map<String, String> set = new HashMap<>(parameters);
            set.putAll(scope.parameters());
            all.add(new Form(scope.matchers(), Parameters.of(kind.definition(), set)));
        }
        all.add(new Form(List.of(), Parameters.of(kind.definition(), parameters)));
        this.forms = List.copyOf(all);
    }

    /** A rule as it ships. */
    public static RuleSetup of(RuleKind kind) {
        return new RuleSetup(kind, Map.of(), List.of());
    }

    private RuleSetup(RuleKind kind, List<Form> forms) {
        this.kind = kind;
        this.forms = List.copyOf(forms);
    }

    /**
     * The same with other values for every subject, those of scopes included.
     *
     * @throws IllegalArgumentException for an unknown parameter or a bad value
     */
    public RuleSetup with(Map<String, String> set) {
        return new RuleSetup(
                kind,
                forms.stream()
                        .map(form -> new Form(form.matchers, form.parameters.with(set)))
                        .toList());
    }

    /** What the rule is. */
    public RuleDefinition definition() {
        return kind.definition();
    }

    /** The parameters in force for all subjects that no scope has. */
    public Parameters parameters() {
        return forms.get(forms.size() - 1).parameters;
    }

    /** Whether the rule is on for anybody. */
    public boolean isOn() {
        return forms.stream().anyMatch(Form::isOn);
    }

    /** Makes the rule, or one that is several in its place. */
    public Rule rule() {
        if (forms.size() == 1) {
            return kind.maker().apply(parameters());
        }
        return ScopedRule.of(forms.stream()
                .map(form -> new ScopedRule.Form(
                        form.matchers, form.isOn(), kind.maker().apply(form.parameters)))
                .toList());
    }

    /** Every form, the one of all subjects last. */
    List<Form> forms() {
        return forms;
    }

    /** What is in force for the subject of an event. */
    Form formOf(Event event) {
        return formOf(event.subject(), event.annotations());
    }

    /** What is in force for a subject. */
    Form formOf(Subject subject, Map<String, String> annotations) {
        for (Form form : forms) {
            if (RuleOverride.matches(form.matchers, subject, annotations)) {
                return form;
            }
        }
        throw new IllegalStateException("the last form has every subject");
    }
}
