package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Running jobs that had samples have none any more. When there are many the collection is at fault, and that is told once
 * to the platform's people instead of to each job's owner.
 */
final class MetricsMissing implements Rule.OnSamples {
    private static final List<String> OF_JOBS =
            List.of("flink_taskmanager_job_task_numRecordsIn", "flink_jobmanager_job_numRestarts");

    /** What it is told about: all that Weir watches. */
    private static final Subject PLATFORM = new Subject("weir", null, null, null, null, null);

    private final EventTexts texts;
    private final boolean toOwners;
    private final Duration after;
    private final int many;
    private final Map<Jobs.Key, Instant> seen = new HashMap<>();

    private MetricsMissing(EventTexts texts, boolean toOwners) {
        this.texts = texts;
        this.toOwners = toOwners;
        this.after = texts.inForce().duration("after");
        this.many = texts.inForce().integer("many");
    }

    static MetricsMissing ofOneJob(EventTexts texts) {
        return new MetricsMissing(texts, true);
    }

    static MetricsMissing ofMany(EventTexts texts) {
        return new MetricsMissing(texts, false);
    }

    @Override
    public Assessment assess(Moment moment) {
        for (String metric : OF_JOBS) {
            Latest.of(moment, metric)
                    .forEach(latest -> seen.merge(
                            new Jobs.Key(
                                    latest.labels().get("cluster"),
                                    latest.labels().get("job_id")),
                            latest.at(),
                            (a, b) -> a.isAfter(b) ? a : b));
        }
        List<Job> missing = Jobs.known(moment)
                .filter(job -> job.state() == JobState.RUNNING)
                .filter(job -> {
                    Instant last = seen.get(Jobs.Key.of(job));
                    return last != null && last.plus(after).isBefore(moment.at());
                })
                .toList();
        seen.keySet()
                .removeIf(key -> Jobs.isReachable(moment, key.cluster())
                        && moment.job(key.cluster(), key.jobId()).isEmpty());
        boolean platform = missing.size() >= many;
        if (!toOwners) {
            return Assessment.of(platform ? List.of(told(missing)) : List.of());
        }
        List<Condition> holding = new ArrayList<>();
        for (Job job : platform ? List.<Job>of() : missing) {
            Instant last = seen.getOrDefault(Jobs.Key.of(job), moment.at());
            double seconds = Duration.between(last, moment.at()).toSeconds();
            holding.add(texts.condition(Jobs.subject(job), seconds, Map.of("last_sample_at", last.toString()), last));
        }
        return Jobs.assessment(moment, holding);
    }

    private Condition told(List<Job> missing) {
        String jobs = missing.stream()
                .map(job -> job.cluster() + "/" + job.name())
                .sorted()
                .limit(100)
                .collect(Collectors.joining("\n"));
        Instant first = missing.stream()
                .flatMap(job -> Stream.ofNullable(seen.get(Jobs.Key.of(job))))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return texts.condition(PLATFORM, missing.size(), Map.of("jobs", jobs), first);
    }
}
