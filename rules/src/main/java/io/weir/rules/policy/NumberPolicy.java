package io.weir.rules.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.RuleKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fires when numbers are beyond thresholds for some points in a row.
 *
 * @param granularity minutes between two points: 1 or 5
 * @param points how many points in a row must be beyond: 1 to 60
 * @param repeatHours hours between two notifications while it goes on, 0 to 168; 0 tells once
 * @param notifyRecovery whether receivers hear that it is over
 * @param receivers who hears of it; null means everybody
 */
public record NumberPolicy(
        String name,
        boolean enabled,
        @Nullable Severity severity,
        Subjects subjects,
        Match match,
        List<NumberCondition> conditions,
        int granularity,
        int points,
        int repeatHours,
        boolean notifyRecovery,
        @Nullable List<String> receivers)
        implements Policy {
    static final int MOST_CONDITIONS = 10;
    static final int MOST_POINTS = 60;
    static final int MOST_REPEAT_HOURS = 168;

    /** How conditions are joined. */
    public enum Match {
        ANY,
        ALL
    }

    public NumberPolicy {
        conditions = List.copyOf(conditions);
        receivers = receivers == null ? null : List.copyOf(receivers);
    }

    /** This policy as a rule. */
    public RuleKind rule() {
        return PolicyRule.kind(this);
    }

    NumberPolicy with(List<NumberCondition> otherConditions, int otherPoints) {
        return new NumberPolicy(
                name,
                enabled,
                severity,
                subjects,
                match,
                otherConditions,
                granularity,
                otherPoints,
                repeatHours,
                notifyRecovery,
                receivers);
    }

    @JsonIgnore
    String period() {
        return granularity + "m";
    }

    /** The PromQL of each condition, with its threshold. */
    public List<String> expressions() {
        return conditions.stream()
                .map(condition -> NumberExpression.compared(condition, subjects, granularity))
                .toList();
    }

    @Override
    public List<PolicyFault> faults() {
        List<PolicyFault> faults = new ArrayList<>(Policy.nameFaults(name));
        if (severity == null) {
            faults.add(new PolicyFault("severity", "must be INFO, WARNING or CRITICAL"));
        }
        faults.addAll(subjects.faults());
        if (conditions.isEmpty() || conditions.size() > MOST_CONDITIONS) {
            faults.add(new PolicyFault(
                    "conditions", "1 to " + MOST_CONDITIONS + " conditions are needed, got " + conditions.size()));
        }
        for (int i = 0; i < conditions.size(); i++) {
            faults.addAll(conditions.get(i).faults("conditions[" + i + "]"));
            SubjectKind first = conditions.get(0).subjectKind();
            SubjectKind kind = conditions.get(i).subjectKind();
            if (kind != first) {
                faults.add(new PolicyFault(
                        "conditions[" + i + "].metric",
                        "is of a " + word(kind) + ", the first condition of a " + word(first)
                                + "; metrics named weir_job_* are of jobs"));
            }
        }
        if (granularity != 1 && granularity != 5) {
            faults.add(new PolicyFault("granularity", "must be 1 or 5 minutes, got " + granularity));
        }
        range(faults, "points", points, 1, MOST_POINTS);
        range(faults, "repeatHours", repeatHours, 0, MOST_REPEAT_HOURS);
        return faults;
    }

    private static String word(SubjectKind kind) {
        return kind == SubjectKind.JOB ? "job" : "process";
    }

    private static void range(List<PolicyFault> faults, String place, int value, int least, int most) {
        if (value < least || value > most) {
            faults.add(new PolicyFault(place, "must be from " + least + " to " + most + ", got " + value));
        }
    }
}
