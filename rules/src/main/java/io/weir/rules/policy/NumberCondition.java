package io.weir.rules.policy;

import io.weir.collector.metric.MetricCatalogue;
import io.weir.collector.metric.MetricEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One condition of a number policy.
 *
 * @param metric a series name of the metric catalogue, such as {@code flink_taskmanager_job_task_busyTimeMsPerSecond}
 * @param threshold in the metric's unit
 */
public record NumberCondition(String metric, Comparison comparison, Against against, double threshold) {
    Optional<MetricEntry> entry() {
        return MetricCatalogue.flink().find(metric);
    }

    NumberCondition withThreshold(double other) {
        return new NumberCondition(metric, comparison, against, other);
    }

    /** The subject that the metric is of. */
    SubjectKind subjectKind() {
        return entry().map(entry -> SubjectKind.of(entry.scope())).orElse(SubjectKind.JOB);
    }

    /** What is wrong, with places below {@code place}. */
    List<PolicyFault> faults(String place) {
        List<PolicyFault> faults = new ArrayList<>();
        if (!metric.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
            faults.add(new PolicyFault(
                    place + ".metric",
                    "\"" + metric + "\" is no name of a series; choose one of the metric catalogue"));
        } else if (entry().isEmpty()) {
            faults.add(new PolicyFault(
                    place + ".metric",
                    "\"" + metric + "\" is not in the metric catalogue; a rule file may use any series"));
        }
        if (!Double.isFinite(threshold)) {
            faults.add(new PolicyFault(place + ".threshold", "must be a number, got " + threshold));
        }
        return faults;
    }

    /** As a person reads it, such as {@code busyTimeMsPerSecond > 900 ms/s}. */
    String text() {
        String name = metric.replaceFirst("^flink_(job|task)manager_(job_)?(task_)?(operator_)?", "");
        String unit = entry().map(MetricEntry::unit).orElse("");
        return (against == Against.PREVIOUS ? "change of " : "") + name + " " + comparison.sign() + " "
                + Numbers.text(threshold) + (unit.isEmpty() || unit.equals("count") ? "" : " " + unit);
    }
}
