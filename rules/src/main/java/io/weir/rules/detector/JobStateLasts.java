package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job stays too long in states that should be short. Going from one of them to another does not begin anew. */
final class JobStateLasts implements Rule.OnSamples {
    static final Set<JobState> STARTING = Set.of(JobState.INITIALIZING, JobState.CREATED, JobState.RECONCILING);
    static final Set<JobState> RESTARTING = Set.of(JobState.RESTARTING, JobState.FAILING);

    private final EventTexts texts;
    private final Set<JobState> states;
    private final Duration after;
    private final Map<Jobs.Key, Instant> since = new HashMap<>();

    JobStateLasts(EventTexts texts, Set<JobState> states) {
        this.texts = texts;
        this.states = states;
        this.after = texts.inForce().duration("after");
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        Jobs.known(moment).forEach(job -> {
            if (!states.contains(job.state())) {
                since.remove(Jobs.Key.of(job));
                return;
            }
            Instant from = since.computeIfAbsent(Jobs.Key.of(job), key -> job.since());
            Duration lasted = Duration.between(from, moment.at());
            if (lasted.compareTo(after) > 0) {
                holding.add(condition(job, from, lasted));
            }
        });
        since.keySet()
                .removeIf(key -> Jobs.isReachable(moment, key.cluster())
                        && moment.job(key.cluster(), key.jobId()).isEmpty());
        return Jobs.assessment(moment, holding);
    }

    private Condition condition(Job job, Instant from, Duration lasted) {
        return texts.condition(
                Jobs.subject(job),
                lasted.toSeconds(),
                Map.of("job_state", job.state().name()),
                from);
    }
}
