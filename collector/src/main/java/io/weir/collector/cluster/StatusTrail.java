package io.weir.collector.cluster;

import io.weir.collector.flink.ExceptionEntry;
import io.weir.collector.flink.JobDetails;
import io.weir.collector.flink.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which states a job went through between two polls. Flink tells when a job last entered each state, so a restart that took less than
 * a poll leaves its RESTARTING behind; several restarts leave only the last one's, and the exception history has the others.
 */
final class StatusTrail {
    /** One change of state. */
    record Change(Instant at, @Nullable JobState previous, JobState current) {}

    private record Step(Instant at, JobState state) {}

    /** States that were entered in the same millisecond are told in this order. */
    private static final List<JobState> LIFECYCLE = List.of(
            JobState.INITIALIZING,
            JobState.RECONCILING,
            JobState.CREATED,
            JobState.RUNNING,
            JobState.FAILING,
            JobState.CANCELLING,
            JobState.RESTARTING,
            JobState.SUSPENDED,
            JobState.CANCELED,
            JobState.FAILED,
            JobState.FINISHED);

    private StatusTrail() {}

    /** A job that was never seen before: one change, from nothing to its state. */
    static List<Change> firstSight(JobDetails details, Instant otherwise) {
        return List.of(new Change(details.entered().getOrDefault(details.state(), otherwise), null, details.state()));
    }

    /** The changes after the one at {@code lastAt} that led to {@code last}, oldest first. */
    static List<Change> since(JobState last, Instant lastAt, JobDetails details, List<ExceptionEntry> exceptions) {
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<JobState, Instant> entry : details.entered().entrySet()) {
            boolean later = entry.getValue().isAfter(lastAt);
            boolean sameMoment = entry.getValue().equals(lastAt)
                    && entry.getKey() == details.state()
                    && entry.getKey() != last
                    && !last.isTerminal();
            if (later || sameMoment) {
                steps.add(new Step(entry.getValue(), entry.getKey()));
            }
        }
        steps.addAll(earlierRestarts(lastAt, details, exceptions));
        steps.sort(Comparator.comparing(Step::at).thenComparing(step -> rank(step.state(), details.state())));
        return chain(last, lastAt, steps, restartDelay(details));
    }

    private static int rank(JobState state, JobState current) {
        return state == current ? LIFECYCLE.size() : LIFECYCLE.indexOf(state);
    }

    /** Restarts before the last one, of which only the exception is left. */
    private static List<Step> earlierRestarts(Instant lastAt, JobDetails details, List<ExceptionEntry> exceptions) {
        Instant lastRestart = details.entered().get(JobState.RESTARTING);
        if (lastRestart == null || !lastRestart.isAfter(lastAt)) {
            return List.of();
        }
        Duration delay = restartDelay(details);
        List<Instant> failures = exceptions.stream()
                .map(entry -> entry.root().at())
                .filter(at -> at.isAfter(lastAt) && !at.isAfter(lastRestart))
                .sorted()
                .toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i + 1 < failures.size(); i++) {
            // A second failure within the delay belongs to the same restart.
            if (failures.get(i).plus(delay).isBefore(failures.get(i + 1))) {
                steps.add(new Step(failures.get(i), JobState.RESTARTING));
            }
        }
        return steps;
    }

    private static Duration restartDelay(JobDetails details) {
        Instant restarting = details.entered().get(JobState.RESTARTING);
        Instant running = details.entered().get(JobState.RUNNING);
        return restarting != null && running != null && running.isAfter(restarting)
                ? Duration.between(restarting, running)
                : Duration.ofMillis(1);
    }

    /** Makes changes of steps; between two restarts the job must have run. */
    private static List<Change> chain(JobState last, Instant lastAt, List<Step> steps, Duration delay) {
        List<Change> changes = new ArrayList<>();
        JobState state = last;
        Instant at = lastAt;
        for (Step step : steps) {
            if (step.state() == state && state != JobState.RESTARTING) {
                at = step.at();
                continue;
            }
            if (step.state() == JobState.RESTARTING && state == JobState.RESTARTING) {
                Instant latest = step.at().minusMillis(1);
                Instant running = at.plus(delay);
                changes.add(new Change(running.isAfter(latest) ? latest : running, state, JobState.RUNNING));
                state = JobState.RUNNING;
            }
            changes.add(new Change(step.at(), state, step.state()));
            state = step.state();
            at = step.at();
        }
        return List.copyOf(changes);
    }
}
