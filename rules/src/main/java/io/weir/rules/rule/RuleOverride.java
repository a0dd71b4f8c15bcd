package io.weir.rules.rule;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that differ for some subjects: those of a cluster, a namespace, a job. Of several overrides that match a subject and name
 * its rule the first is in force.
 *
 * @param match which subjects, as a PromQL selector on {@code cluster}, {@code job_name}, {@code job_id}, {@code process}, {@code
 *     vertex_name} and, for rules with an expression, the labels of the series that it found, for the others those of the targets of the process or cluster: {@code
 *     {cluster="prod", job_name=~"orders-.*"}}
 * @param parameters rule name to parameter to value, laid over those of all subjects
 */
public record RuleOverride(String match, Map<String, Map<String, String>> parameters) {
    /** What begins the names of a condition's annotations that are labels of its series. */
    private static final String LABEL = "label_";

    public RuleOverride {
        parameters = Map.copyOf(parameters);
    }

    static boolean matches(List<LabelMatcher> matchers, Subject subject, Map<String, String> annotations) {
        Map<String, String> labels = new HashMap<>();
        annotations.forEach((name, value) -> {
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
            }
        });
        labels.put("cluster", subject.cluster());
        put(labels, "job_id", subject.jobId());
        put(labels, "job_name", subject.jobName());
        put(labels, "process", subject.process());
        put(labels, "vertex_name", subject.vertexName());
        return matchers.stream().allMatch(matcher -> matcher.matches(labels.getOrDefault(matcher.name(), "")));
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
