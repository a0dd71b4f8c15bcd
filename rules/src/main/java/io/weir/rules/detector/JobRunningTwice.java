package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A cluster runs two jobs of one name: one of them is not wanted. */
final class JobRunningTwice implements Rule.OnSamples {
    private final EventTexts texts;
    private final Set<String> except;

    JobRunningTwice(EventTexts texts) {
        this.texts = texts;
        this.except = texts.inForce().names("except");
    }

    private record Name(String cluster, String jobName) {}

    @Override
    public Assessment assess(Moment moment) {
        Map<Name, List<Job>> byName = new HashMap<>();
        Jobs.known(moment)
                .filter(job -> job.state() == JobState.RUNNING && !except.contains(job.name()))
                .forEach(job -> byName.computeIfAbsent(new Name(job.cluster(), job.name()), key -> new ArrayList<>())
                        .add(job));
        List<Condition> holding = new ArrayList<>();
        for (List<Job> jobs : byName.values()) {
            if (jobs.size() > 1) {
                jobs.sort(Comparator.comparing(Job::startedAt).thenComparing(Job::id));
                String ids = jobs.stream().map(Job::id).collect(Collectors.joining(", "));
                // About the first, which stays the same when a third is started.
                holding.add(texts.condition(Jobs.subject(jobs.get(0)), jobs.size(), Map.of("job_ids", ids), null));
            }
        }
        return Jobs.assessment(moment, holding);
    }
}
