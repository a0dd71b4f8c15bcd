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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A job restarts many times within a window, as Flink's own counter {@code numRestarts} tells: polls may miss a restart, the
 * counter does not.
 */
final class RestartLoop implements Rule.OnSamples {
    private final EventTexts texts;
    private final int count;
    private final Duration window;
    private final Map<Jobs.Key, Restarts> jobs = new HashMap<>();

    RestartLoop(EventTexts texts) {
        this.texts = texts;
        this.count = texts.inForce().integer("count");
        this.window = texts.inForce().duration("window");
    }

    private static final class Restarts {
        private final Instant seenSince;
        private final Deque<Instant> at = new ArrayDeque<>();
        private long counted;

        Restarts(Instant seenSince, long counted) {
            this.seenSince = seenSince;
            this.counted = counted;
        }
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        List<Subject> young = new ArrayList<>();
        Jobs.known(moment).filter(job -> job.restarts() >= 0).forEach(job -> {
            Restarts restarts = jobs.computeIfAbsent(Jobs.Key.of(job), key -> first(job, moment.at()));
            count(restarts, job, moment.at());
            // A job that failed for good after its last attempt is still the same story.
            if (job.state().isTerminal() && job.state() != JobState.FAILED) {
                return;
            }
            if (restarts.at.size() >= count) {
                holding.add(texts.condition(
                        Jobs.subject(job),
                        restarts.at.size(),
                        Map.of("restarts", String.valueOf(job.restarts())),
                        restarts.at.peekFirst()));
            } else if (restarts.seenSince.plus(window).isAfter(moment.at())) {
                // After a restart of Weir the restarts before it are not known any more, but the event is.
                young.add(Jobs.subject(job));
            }
        });
        jobs.keySet()
                .removeIf(key -> Jobs.isReachable(moment, key.cluster())
                        && moment.job(key.cluster(), key.jobId()).isEmpty());
        Assessment assessment = Jobs.assessment(moment, holding);
        List<Subject> unknown = new ArrayList<>(assessment.unknown());
        moment.active().stream().map(Event::subject).filter(young::contains).forEach(unknown::add);
        return new Assessment(holding, unknown, assessment.overBecause());
    }

    /** What a job has counted when it is first seen happened lately only if the job is that young. */
    private Restarts first(Job job, Instant now) {
        boolean young = job.startedAt().plus(window).isAfter(now);
        return new Restarts(young ? Instant.EPOCH : now, young ? 0 : job.restarts());
    }

    private void count(Restarts restarts, Job job, Instant now) {
        long more = Math.min(job.restarts() - restarts.counted, 10L * count);
        for (long i = 0; i < more; i++) {
            restarts.at.addLast(now);
        }
        restarts.counted = job.restarts();
        while (!restarts.at.isEmpty() && restarts.at.getFirst().plus(window).isBefore(now)) {
            restarts.at.removeFirst();
        }
    }
}
