package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What rules on the ends of a job's checkpoints have in common: which ends count, and that a job's end ends its events. */
abstract class CheckpointOutcome implements Rule.OnSignals {
    /** Flink keeps a history: what ended long before Weir first saw the job is no news. */
    private static final Duration NEWS = Duration.ofMinutes(5);

    /** Failures that tell of a job that starts or restarts, and of nothing else. */
    private static final Set<String> NO_FAULTS = Set.of(
            "not all required tasks are currently running",
            "some tasks of the job have already finished",
            "tasks not ready",
            "checkpoint coordinator is suspending",
            "failoverregion is restarting",
            "job has failed");

    /** What follows from a checkpoint, never a savepoint, that ended and counts. */
    abstract List<Outcome> ended(CheckpointFinished finished, Optional<Event> event, Moment moment);

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof JobStatusChanged change && change.current().isTerminal()) {
            forget(change.jobId());
            return Shown.resolve(
                    moment, event -> change.jobId().equals(event.subject().jobId()), "the job is " + change.current());
        }
        if (!(signal instanceof CheckpointFinished finished)
                || finished.checkpoint().savepoint()
                || finished.at().plus(NEWS).isBefore(moment.at())
                || finished.checkpoint().status() == Checkpoint.Status.FAILED && isNoFault(finished, moment)) {
            return List.of();
        }
        return ended(finished, active(moment, finished), moment);
    }

    /** Drops what is remembered of a job. */
    void forget(String jobId) {}

    /** The first checkpoint of a run often fails while tasks start. */
    private static boolean isNoFault(CheckpointFinished finished, Moment moment) {
        String message = message(finished).toLowerCase(Locale.ROOT);
        boolean first = finished.checkpoint().id() == 1
                || moment.job(finished.cluster(), finished.jobId())
                        .map(Job::checkpoints)
                        .filter(counts -> counts.completed() == 0 && counts.failed() == 1)
                        .isPresent();
        return first || NO_FAULTS.stream().anyMatch(message::contains);
    }

    static String message(CheckpointFinished finished) {
        String message = finished.checkpoint().failureMessage();
        return message == null ? "" : message;
    }

    static Subject subject(CheckpointFinished finished) {
        return new Subject(finished.cluster(), finished.jobId(), finished.jobName(), null, null, null);
    }

    private static Optional<Event> active(Moment moment, CheckpointFinished finished) {
        return moment.active().stream()
                .filter(event -> event.subject().cluster().equals(finished.cluster())
                        && finished.jobId().equals(event.subject().jobId()))
                .findFirst();
    }

    static List<Outcome> resolved(Optional<Event> event, CheckpointFinished finished) {
        String because = "checkpoint " + finished.checkpoint().id() + " completed";
        return event.<List<Outcome>>map(active -> List.of(new Outcome.Resolve(active, finished.at(), because)))
                .orElse(List.of());
    }

    /** The end of a job may have been missed, or its cluster may be a new one that never had it. */
    @Override
    public List<Outcome> onTick(Moment moment) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            Optional<Job> job = moment.job(subject.cluster(), subject.jobId());
            if (job.isPresent() && job.get().state().isTerminal()) {
                outcomes.add(new Outcome.Resolve(
                        event, moment.at(), "the job is " + job.get().state()));
            } else if (job.isEmpty()
                    && Jobs.isReachable(moment, subject.cluster())
                    && event.startsAt().plus(NEWS).isBefore(moment.at())) {
                outcomes.add(
                        new Outcome.Resolve(event, moment.at(), "the job is gone: its cluster no longer lists it"));
            }
        }
        return outcomes;
    }
}
