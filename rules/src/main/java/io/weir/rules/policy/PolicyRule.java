package io.weir.rules.policy;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.MetricEntry;
import io.weir.collector.metric.Series;
import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.promql.PromQl;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.MomentPromQl;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleKind;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number policy as a rule. Points lie on whole minutes, so a look between two of them gives what the last one gave; the
 * points in a row are asked of the samples each time and not counted, so that a restart forgets none.
 */
final class PolicyRule implements Rule.OnSamples {
    /** After so many points without a value a subject is no longer measured, and its event is over. */
    private static final int GONE_AFTER_POINTS = 3;

    private static final String THRESHOLD = "threshold";
    private static final String POINTS = "points";

    private final NumberPolicy policy;
    private final MomentPromQl promQl = new MomentPromQl();
    private final Duration step;
    private @Nullable Instant assessedPoint;
    private Assessment assessment = Assessment.of(List.of());

    private PolicyRule(NumberPolicy policy) {
        this.policy = policy;
        this.step = Duration.ofMinutes(policy.granularity());
    }

    static RuleKind kind(NumberPolicy policy) {
        String conditions = PolicyText.conditions(policy);
        Severity severity = Objects.requireNonNull(policy.severity(), "a checked policy has a severity");
        RuleDefinition definition =
                new RuleDefinition(policy.name(), severity, new Text(conditions, conditions), parameters(policy));
        return new RuleKind(definition, inForce -> new PolicyRule(with(policy, inForce)));
    }

    /** What a replay may try: the threshold where there is but one, and the points. */
    private static List<Parameter> parameters(NumberPolicy policy) {
        List<Parameter> parameters = new ArrayList<>();
        if (policy.conditions().size() == 1) {
            NumberCondition only = policy.conditions().get(0);
            parameters.add(new Parameter(
                    THRESHOLD,
                    Parameter.Kind.NUMBER,
                    only.entry().map(MetricEntry::unit).orElse("number"),
                    Numbers.text(only.threshold()),
                    -Double.MAX_VALUE,
                    Double.MAX_VALUE,
                    new Text("What the value is compared with.", "与数值比较的阈值。")));
        }
        parameters.add(Parameter.integer(
                POINTS,
                policy.points(),
                1,
                NumberPolicy.MOST_POINTS,
                new Text("How many points in a row must be beyond.", "连续多少个点超出阈值才触发。")));
        return parameters;
    }

    private static NumberPolicy with(NumberPolicy policy, Parameters inForce) {
        List<NumberCondition> conditions = policy.conditions();
        if (conditions.size() == 1) {
            conditions = List.of(conditions.get(0).withThreshold(inForce.number(THRESHOLD)));
        }
        return policy.with(conditions, inForce.integer(POINTS));
    }

    @Override
    public Assessment assess(Moment moment) {
        long stepMs = step.toMillis();
        Instant point = Instant.ofEpochMilli(Math.floorDiv(moment.at().toEpochMilli(), stepMs) * stepMs);
        if (!point.equals(assessedPoint)) {
            assessment = at(point, moment);
            assessedPoint = point;
        }
        return assessment;
    }

    /** The values of one subject: for each condition those of the points, oldest first, NaN where there is none. */
    private static final class Points {
        private final double[][] values;

        private Points(double[][] values) {
            this.values = values;
        }

        static Points none(NumberPolicy policy, int points) {
            double[][] none = new double[policy.conditions().size()][points];
            for (double[] row : none) {
                Arrays.fill(row, Double.NaN);
            }
            return new Points(none);
        }
    }

    private Assessment at(Instant point, Moment moment) {
        Map<Subject, Points> all = new LinkedHashMap<>();
        int points = Math.max(policy.points(), GONE_AFTER_POINTS);
        for (int i = 0; i < policy.conditions().size(); i++) {
            read(promQl.over(moment), i, point, points, all);
        }
        List<Condition> holding = new ArrayList<>();
        List<Subject> unknown = new ArrayList<>();
        all.forEach((subject, values) -> {
            if (holds(values)) {
                holding.add(condition(subject, values, point));
            } else if (isUnknown(values)) {
                unknown.add(subject);
            }
        });
        Map<Subject, String> because = moment.active().stream()
                .map(Event::subject)
                .filter(subject -> !all.containsKey(subject))
                .distinct()
                .collect(Collectors.toMap(
                        subject -> subject,
                        subject -> "no value for " + GONE_AFTER_POINTS + " points of " + policy.period()));
        return new Assessment(holding, unknown, because);
    }

    private void read(PromQl asked, int index, Instant point, int points, Map<Subject, Points> into) {
        String expression =
                NumberExpression.of(policy.conditions().get(index), policy.subjects(), policy.granularity());
        Instant start = point.minus(step.multipliedBy(points - 1L));
        for (Series series : asked.queryRange(expression, start, point, step).series()) {
            double[] read =
                    into.computeIfAbsent(subject(series.labels()), key -> Points.none(policy, points)).values[index];
            for (int i = 0; i < series.size(); i++) {
                read[(int) ((series.timestampsMs()[i] - start.toEpochMilli()) / step.toMillis())] = series.values()[i];
            }
        }
    }

    private static Subject subject(Labels labels) {
        Map<String, String> map = labels.asMap();
        return new Subject(
                map.getOrDefault("cluster", ""),
                map.get("job_id"),
                map.get("job_name"),
                map.get("process"),
                null,
                null);
    }

    private boolean holds(Points points) {
        boolean any = policy.match() == NumberPolicy.Match.ANY;
        for (int i = 0; i < policy.conditions().size(); i++) {
            if (holds(i, points.values[i]) == any) {
                return any;
            }
        }
        return !any;
    }

    private boolean holds(int index, double[] values) {
        NumberCondition condition = policy.conditions().get(index);
        for (int i = values.length - policy.points(); i < values.length; i++) {
            if (!condition.comparison().holds(values[i], condition.threshold())) {
                return false;
            }
        }
        return true;
    }

    /** True when the newest point of some condition has no value: whether it is over cannot be said. */
    private static boolean isUnknown(Points points) {
        for (double[] values : points.values) {
            if (Double.isNaN(values[values.length - 1])) {
                return true;
            }
        }
        return false;
    }

    private Condition condition(Subject subject, Points points, Instant point) {
        double value = Double.NaN;
        List<String> said = new ArrayList<>();
        Map<String, String> evidence = new HashMap<>();
        for (int i = 0; i < policy.conditions().size(); i++) {
            double[] values = points.values[i];
            if (holds(i, values)) {
                double newest = values[values.length - 1];
                value = Double.isNaN(value) ? newest : value;
                NumberCondition condition = policy.conditions().get(i);
                String unit = condition.entry().map(MetricEntry::unit).orElse("");
                said.add(condition.text() + " (" + Numbers.text(newest) + (unit.equals("count") ? "" : " " + unit)
                        + ")");
                evidence.put("expression_" + (i + 1), policy.expressions().get(i));
                evidence.put("points_" + (i + 1), PolicyText.points(values, point, step));
            }
        }
        evidence.put("policy", policy.name());
        String joined = String.join(", ", said);
        return new Condition(
                subject,
                value,
                PolicyText.summary(subject, joined, policy),
                PolicyText.DESCRIPTION,
                PolicyText.ADVICE,
                evidence,
                point.minus(step.multipliedBy(policy.points() - 1L)));
    }
}
