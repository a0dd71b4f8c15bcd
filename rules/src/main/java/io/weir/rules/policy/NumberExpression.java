package io.weir.rules.policy;

import io.weir.collector.metric.MetricEntry;

/**
 * A condition as PromQL: one value for each subject and point, not yet held against the threshold, so that a subject of which
 * nothing is known differs from one that is well.
 */
final class NumberExpression {
    private NumberExpression() {}

    /** @param minutes between two points */
    static String of(NumberCondition condition, Subjects subjects, int minutes) {
        SubjectKind kind = condition.subjectKind();
        String series = condition.metric() + subjects.selector(kind.nameLabel());
        MetricEntry.Aggregation aggregation =
                condition.entry().map(MetricEntry::aggregation).orElse(MetricEntry.Aggregation.MAX);
        String one = condition.against() == Against.PREVIOUS
                ? change(series, minutes + "m")
                : point(series, aggregation, minutes);
        return across(aggregation) + " by (" + kind.labels() + ") (" + one + ")";
    }

    /** A series' value over a period; a range takes in both its ends, so a whole minute would hold a sample of the one before. */
    private static String point(String series, MetricEntry.Aggregation aggregation, int minutes) {
        String function =
                switch (aggregation) {
                    case MAX -> "max";
                    case MIN -> "min";
                    case LAST -> "last";
                    case SUM, MEAN -> "avg";
                };
        return function + "_over_time(" + series + "[" + (minutes * 60_000 - 1) + "ms])";
    }

    /**
     * The change over a period, exact where {@code increase()} would extrapolate. A counter that began anew in it counts from
     * zero; a series that was not there before has no change.
     */
    private static String change(String series, String period) {
        String before = series + " offset " + period;
        return "(" + series + " - " + before + " >= 0) or (" + series + " and " + before + ")";
    }

    private static String across(MetricEntry.Aggregation aggregation) {
        return switch (aggregation) {
            case SUM -> "sum";
            case MEAN -> "avg";
            case MIN -> "min";
            case MAX, LAST -> "max";
        };
    }

    /** The expression with its threshold, as a person may paste it into a rule file. */
    static String compared(NumberCondition condition, Subjects subjects, int minutes) {
        return of(condition, subjects, minutes) + " " + condition.comparison().sign() + " "
                + Numbers.text(condition.threshold());
    }
}
