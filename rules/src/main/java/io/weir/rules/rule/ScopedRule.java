package io.weir.rules.rule;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One rule in several forms, each with parameters of its own for some of the subjects. Each form looks at everything, and what it finds
 * about the others' subjects is left out.
 */
final class ScopedRule {
    private ScopedRule() {}

    /**
     * A form of a rule.
     *
     * @param matchers which subjects are its own, unless an earlier form has them; none means all
     * @param enabled whether what it finds is told
     */
    record Form(List<LabelMatcher> matchers, boolean enabled, Rule rule) {}

    /** The forms as one rule; all are of one kind, and the last has all subjects that the others have not. */
    static Rule of(List<Form> forms) {
        return forms.get(0).rule instanceof Rule.OnSamples ? new OnSamples(forms) : new OnSignals(forms);
    }

    private static boolean owns(List<Form> forms, Form form, Subject subject, Map<String, String> annotations) {
        Form owner = forms.stream()
                .filter(one -> RuleOverride.matches(one.matchers, subject, annotations))
                .findFirst()
                .orElseThrow();
        return owner == form;
    }

    /** What a form may see: its own events. */
    private static Moment own(List<Form> forms, Form form, Moment moment) {
        List<Event> active = moment.active().stream()
                .filter(event -> owns(forms, form, event.subject(), event.annotations()))
                .toList();
        return moment.withActive(active);
    }

    private record OnSamples(List<Form> forms) implements Rule.OnSamples {
        @Override
        public boolean isPerProcess() {
            return ((Rule.OnSamples) forms.get(0).rule).isPerProcess();
        }

        @Override
        public Assessment assess(Moment moment) {
            List<Condition> holding = new ArrayList<>();
            List<Subject> unknown = new ArrayList<>();
            Map<Subject, String> because = new HashMap<>();
            TargetLabels labels = new TargetLabels(moment);
            for (Form form : forms) {
                if (!form.enabled) {
                    continue;
                }
                Assessment assessment = ((Rule.OnSamples) form.rule).assess(own(forms, form, moment));
                assessment.holding().stream()
                        .map(labels::on)
                        .filter(one -> owns(forms, form, one.subject(), one.annotations()))
                        .forEach(holding::add);
                unknown.addAll(assessment.unknown());
                because.putAll(assessment.overBecause());
            }
            return new Assessment(holding, unknown, because);
        }
    }

    private record OnSignals(List<Form> forms) implements Rule.OnSignals {
        @Override
        public List<Outcome> onSignal(Signal signal, Moment moment) {
            return outcomes(moment, (rule, own) -> rule.onSignal(signal, own));
        }

        @Override
        public List<Outcome> onTick(Moment moment) {
            return outcomes(moment, (rule, own) -> rule.onTick(own));
        }

        private interface Call {
            List<Outcome> on(Rule.OnSignals rule, Moment own);
        }

        private List<Outcome> outcomes(Moment moment, Call call) {
            List<Outcome> outcomes = new ArrayList<>();
            TargetLabels labels = new TargetLabels(moment);
            for (Form form : forms) {
                call.on((Rule.OnSignals) form.rule, own(forms, form, moment)).stream()
                        .map(outcome -> labelled(outcome, labels))
                        .filter(outcome -> isOwn(form, outcome))
                        .forEach(outcomes::add);
            }
            return outcomes;
        }

        private static Outcome labelled(Outcome outcome, TargetLabels labels) {
            if (outcome instanceof Outcome.Fire fire) {
                return new Outcome.Fire(labels.on(fire.condition()));
            }
            return outcome instanceof Outcome.Tell tell ? new Outcome.Tell(labels.on(tell.condition())) : outcome;
        }

        private boolean isOwn(Form form, Outcome outcome) {
            if (outcome instanceof Outcome.Fire fire) {
                return form.enabled
                        && owns(
                                forms,
                                form,
                                fire.condition().subject(),
                                fire.condition().annotations());
            }
            if (outcome instanceof Outcome.Tell tell) {
                return form.enabled
                        && owns(
                                forms,
                                form,
                                tell.condition().subject(),
                                tell.condition().annotations());
            }
            return true;
        }
    }
}
