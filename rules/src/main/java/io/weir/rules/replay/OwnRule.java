package io.weir.rules.replay;

import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleSetup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of Weir's own rules or a number policy, with what people set for it. Parameters that are tried in place of those in force are
 * tried on every subject, also on those of a scope.
 */
public record OwnRule(RuleSetup setup) implements Replayed {
    @Override
    public RuleDefinition definition() {
        return setup.definition();
    }

    @Override
    public Map<String, String> inForce() {
        return setup.parameters().asMap();
    }

    @Override
    public boolean needsFacts() {
        return true;
    }

    private RuleSetup with(Map<String, String> set) {
        Map<String, String> tried = new HashMap<>(set);
        if (!setup.isOn()) {
            // A rule that is switched off live may well be tried over history.
            tried.put(RuleDefinition.ENABLED, "true");
        }
        return setup.with(tried);
    }

    @Override
    public Run run(Map<String, String> set, Stage stage) {
        return new OwnRun(with(set), stage.samples(), stage.clusters(), stage.clock(), stage.interval());
    }

    /** The parameter of that name, or the first number. */
    private Optional<Parameter> compared() {
        List<Parameter> all = definition().parameters();
        return definition().parameter("threshold").or(() -> all.stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.NUMBER)
                .findFirst());
    }

    @Override
    public @Nullable String threshold() {
        return compared().map(Parameter::name).orElse(null);
    }

    /** With the laxest threshold the rule tells the number of everything, which is what it compares. */
    @Override
    public @Nullable Measure measure(Map<String, String> set, Stage stage) {
        Parameter parameter = compared().orElse(null);
        if (parameter == null) {
            return null;
        }
        Rule lowest = lax(parameter, parameter.least(), set);
        Rule highest = lax(parameter, parameter.most(), set);
        if (!(lowest instanceof Rule.OnSamples below) || !(highest instanceof Rule.OnSamples above)) {
            return null;
        }
        return () -> {
            Map<Subject, Double> found = new HashMap<>();
            Moment moment = new Moment(
                    stage.clock().instant(),
                    stage.interval(),
                    stage.samples(),
                    stage.clusters().get(),
                    List.of());
            below.assess(moment).holding().forEach(condition -> note(found, condition));
            above.assess(moment).holding().forEach(condition -> note(found, condition));
            return found;
        };
    }

    private Rule lax(Parameter parameter, double value, Map<String, String> set) {
        Map<String, String> parameters = new HashMap<>(set);
        parameters.put(parameter.name(), ParameterText.of(parameter, value));
        if (definition().parameter("upTo").isPresent()) {
            parameters.put("upTo", ParameterText.of(parameter, parameter.most()));
        }
        return with(parameters).rule();
    }

    private static void note(Map<Subject, Double> found, Condition condition) {
        if (!Double.isNaN(condition.value())) {
            Subject subject = condition.subject();
            found.put(
                    new Subject(subject.cluster(), subject.jobId(), subject.jobName(), subject.process(), null, null),
                    condition.value());
        }
    }
}
