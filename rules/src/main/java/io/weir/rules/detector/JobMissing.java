package io.weir.rules.detector;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job that a person named as wanted runs nowhere. While a cluster does not answer it may run there: unknown. */
final class JobMissing implements Rule.OnSamples {
    /** Stands for all watched clusters. */
    private static final String ANYWHERE = "any";

    private final EventTexts texts;
    private final Set<String> wanted;

    JobMissing(EventTexts texts) {
        this.texts = texts;
        this.wanted = texts.inForce().names("jobs");
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        List<Subject> unknown = new ArrayList<>();
        boolean hidden = moment.clusters().stream()
                .map(ClusterState::reachability)
                .anyMatch(reachability -> reachability instanceof Reachability.Unknown);
        for (String name : wanted) {
            // There is no run to name, so the name stands for its id.
            Subject subject = new Subject(ANYWHERE, name, name, null, null, null);
            boolean runs =
                    Jobs.known(moment).anyMatch(job -> job.name().equals(name) && job.state() == JobState.RUNNING);
            if (!runs && hidden) {
                unknown.add(subject);
            } else if (!runs) {
                holding.add(texts.condition(subject, 0, Map.of(), null));
            }
        }
        return new Assessment(holding, unknown, Map.of());
    }
}
