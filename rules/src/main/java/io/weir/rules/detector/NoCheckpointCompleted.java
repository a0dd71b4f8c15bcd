package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
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

/**
 * A running job with an interval has completed no checkpoint for several intervals, its timeout and some minutes, whichever is
 * longest. The time a job does not run is not counted: that is another event.
 */
final class NoCheckpointCompleted implements Rule.OnSamples {
    private final EventTexts texts;
    private final double intervals;
    private final Duration least;
    private final Map<Jobs.Key, Progress> jobs = new HashMap<>();

    NoCheckpointCompleted(EventTexts texts) {
        this.texts = texts;
        this.intervals = texts.inForce().number("intervals");
        this.least = texts.inForce().duration("least");
    }

    /** How many had completed, and since when it is that many, as far as is known. */
    private record Progress(long completed, Instant since) {}

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        List<Subject> young = new ArrayList<>();
        Jobs.known(moment).forEach(job -> check(job, moment, holding, young));
        jobs.keySet()
                .removeIf(key -> Jobs.isReachable(moment, key.cluster())
                        && moment.job(key.cluster(), key.jobId()).isEmpty());
        Assessment assessment = Jobs.assessment(moment, holding);
        List<Subject> unknown = new ArrayList<>(assessment.unknown());
        unknown.addAll(young);
        return new Assessment(holding, unknown, assessment.overBecause());
    }

    private void check(Job job, Moment moment, List<Condition> holding, List<Subject> young) {
        if (job.state() != JobState.RUNNING) {
            jobs.remove(Jobs.Key.of(job));
            return;
        }
        long completed = job.checkpoints().completed();
        Progress progress = jobs.compute(
                Jobs.Key.of(job),
                (key, before) -> before != null && before.completed == completed
                        ? before
                        : new Progress(completed, before == null ? first(job, completed, moment) : moment.at()));
        Job.CheckpointSettings settings = job.checkpointSettings();
        if (!settings.hasInterval()) {
            // Not known yet after a restart of Weir, perhaps: what was said stays.
            young.add(Jobs.subject(job));
            return;
        }
        Duration limit = limit(settings);
        Duration without = Duration.between(progress.since, moment.at());
        if (without.compareTo(limit) > 0) {
            holding.add(texts.condition(
                    Jobs.subject(job),
                    without.toSeconds(),
                    Map.of("completed", String.valueOf(completed), "limit_seconds", "" + limit.toSeconds()),
                    progress.since));
        }
    }

    /** A job without any since it runs is told from then on; otherwise an event that fires already knows more than we do. */
    private static Instant first(Job job, long completed, Moment moment) {
        for (Event event : moment.active()) {
            boolean same = job.id().equals(event.subject().jobId())
                    && String.valueOf(completed).equals(event.annotations().get("completed"));
            if (same) {
                return event.startsAt();
            }
        }
        return completed == 0 ? job.since() : moment.at();
    }

    private Duration limit(Job.CheckpointSettings settings) {
        long millis = (long) (settings.interval().toMillis() * intervals);
        millis = Math.max(millis, settings.timeout().toMillis());
        return Duration.ofMillis(Math.max(millis, least.toMillis()));
    }
}
