package io.weir.rules.rule;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import io.weir.rules.event.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels that people gave the targets of a subject, such as {@code namespace}: of its process, or those that all targets of its cluster share. A detector's
 * condition has none by itself, since what it looks at need not be samples. One for each look.
 */
final class TargetLabels {
    /** What begins the names of a condition's annotations that are labels. */
    private static final String LABEL = "label_";

    private final Moment moment;
    private final Map<List<String>, Map<String, String>> known = new HashMap<>();

    TargetLabels(Moment moment) {
        this.moment = moment;
    }

    /** The condition with these labels as annotations, unless it has labels of its own. */
    Condition on(Condition condition) {
        Subject subject = condition.subject();
        boolean labelled = condition.annotations().keySet().stream().anyMatch(name -> name.startsWith(LABEL));
        Map<String, String> labels = labelled ? Map.of() : of(subject.cluster(), subject.process());
        if (labels.isEmpty()) {
            return condition;
        }
        Map<String, String> annotations = new HashMap<>(condition.annotations());
        labels.forEach((name, value) -> annotations.put(LABEL + name, value));
        return new Condition(
                subject,
                condition.value(),
                condition.summary(),
                condition.description(),
                condition.advice(),
                annotations,
                condition.since());
    }

    private Map<String, String> of(String cluster, @Nullable String process) {
        return known.computeIfAbsent(List.of(cluster, process == null ? "" : process), key -> {
            Map<String, String> ofProcess = process == null ? Map.of() : shared(cluster, process);
            return ofProcess.isEmpty() ? shared(cluster, null) : ofProcess;
        });
    }

    private Map<String, String> shared(String cluster, @Nullable String process) {
        List<LabelMatcher> matchers =
                new ArrayList<>(List.of(LabelMatcher.equal(Labels.NAME, "up"), LabelMatcher.equal("cluster", cluster)));
        if (process != null) {
            matchers.add(LabelMatcher.equal("process", process));
        }
        long now = moment.at().toEpochMilli();
        Map<String, String> shared = null;
        for (Series target :
                moment.samples().select(matchers, now - moment.freshness().toMillis(), now)) {
            Map<String, String> labels = target.labels().withoutName().asMap();
            if (shared == null) {
                shared = new HashMap<>(labels);
            } else {
                shared.entrySet().retainAll(labels.entrySet());
            }
        }
        return shared == null ? Map.of() : shared;
    }
}
