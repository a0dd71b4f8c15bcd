package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A checkpoint ended FAILED; over when a later one completes. */
final class CheckpointFailed implements Rule.OnSignals {
    private static final List<String> STARTING = List.of(
            "not all required tasks are currently running",
            "some tasks of the job have already finished",
            "tasks not ready");

    private static final List<String> RESTARTING =
            List.of("checkpoint coordinator is suspending", "failoverregion is restarting", "job has failed");

    private static final Duration NEWS = Duration.ofMinutes(5);

    private static final Duration SAME_CAUSE = Duration.ofSeconds(15);

    private final boolean ignoreFirst;
    private final boolean ignoreWhileStarting;
    private final boolean ignoreCausedByRestart;
    private final Duration settleFor;
    private final Map<String, CheckpointFinished> settling = new LinkedHashMap<>();
    private final Map<String, Instant> failing = new HashMap<>();
    private final Map<String, Long> completed = new HashMap<>();

    CheckpointFailed(Parameters parameters) {
        this.ignoreFirst = parameters.isOn("ignoreFirst");
        this.ignoreWhileStarting = parameters.isOn("ignoreWhileStarting");
        this.ignoreCausedByRestart = parameters.isOn("ignoreCausedByRestart");
        this.settleFor = ignoreCausedByRestart ? parameters.duration("settleFor") : Duration.ZERO;
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof CheckpointFinished finished
                && !finished.checkpoint().savepoint()) {
            return finished(finished, moment);
        }
        if (signal instanceof JobStatusChanged change && change.current().isFailure()) {
            failing.put(change.jobId(), change.at());
            settling.remove(change.jobId());
        }
        if (signal instanceof JobStatusChanged change && change.current().isTerminal()) {
            failing.remove(change.jobId());
            completed.remove(change.jobId());
            return active(moment, change.cluster(), change.jobId())
                    .map(event -> resolved(event, change.at(), "the job is " + change.current()))
                    .orElse(List.of());
        }
        return List.of();
    }

    private List<Outcome> finished(CheckpointFinished finished, Moment moment) {
        Optional<Event> event = active(moment, finished.cluster(), finished.jobId());
        Checkpoint checkpoint = finished.checkpoint();
        return switch (checkpoint.status()) {
            case IN_PROGRESS -> List.of();
            case COMPLETED -> {
                completed.merge(finished.jobId(), checkpoint.id(), Math::max);
                yield event.map(active -> overtaken(active, finished.at())).orElse(List.of());
            }
            case FAILED -> failed(finished, event, moment);
        };
    }

    private List<Outcome> failed(CheckpointFinished finished, Optional<Event> event, Moment moment) {
        if (isOld(finished, moment) || isIgnored(finished.checkpoint(), moment, finished) || isConsequence(finished)) {
            return List.of();
        }
        if (event.isEmpty() && !settleFor.isZero()) {
            settling.putIfAbsent(finished.jobId(), finished);
            return List.of();
        }
        return List.of(new Outcome.Fire(CheckpointTexts.condition(finished, event)));
    }

    /** A TaskManager's death fails the checkpoint first and the job some seconds later, or the other way round. */
    private boolean isConsequence(CheckpointFinished finished) {
        Instant failed = failing.get(finished.jobId());
        return ignoreCausedByRestart
                && failed != null
                && Duration.between(failed, finished.at()).abs().compareTo(SAME_CAUSE) < 0;
    }

    private List<Outcome> settled(Moment moment) {
        List<Outcome> outcomes = new ArrayList<>();
        settling.values().removeIf(finished -> {
            boolean due = !finished.at().plus(settleFor).isAfter(moment.at());
            if (due && !isConsequence(finished)) {
                Optional<Event> event = active(moment, finished.cluster(), finished.jobId());
                outcomes.add(new Outcome.Fire(CheckpointTexts.condition(finished, event)));
            }
            return due;
        });
        return outcomes;
    }

    /** Flink keeps a history: what failed long before Weir first saw the job is no news. */
    private static boolean isOld(CheckpointFinished finished, Moment moment) {
        return Duration.between(finished.at(), moment.at()).compareTo(NEWS) > 0;
    }

    /** Signals may be told out of order: a completed checkpoint from before the failure resolves nothing. */
    private List<Outcome> overtaken(Event event, Instant at) {
        long failed = Long.parseLong(event.annotations().getOrDefault("checkpoint_id", "0"));
        String jobId = event.subject().jobId();
        long newest = jobId == null ? 0 : completed.getOrDefault(jobId, 0L);
        return newest > failed ? resolved(event, at, "checkpoint " + newest + " completed") : List.of();
    }

    private boolean isIgnored(Checkpoint checkpoint, Moment moment, CheckpointFinished finished) {
        String message = checkpoint.failureMessage() == null
                ? ""
                : checkpoint.failureMessage().toLowerCase(Locale.ROOT);
        if (ignoreFirst && isFirst(checkpoint, moment, finished)) {
            return true;
        }
        boolean notYetRunning = moment.job(finished.cluster(), finished.jobId())
                .filter(job -> job.totalTasks() > 0
                        && job.runningTasks() < job.totalTasks()
                        && job.checkpoints().completed() == 0
                        && message.isEmpty())
                .isPresent();
        return ignoreWhileStarting && (notYetRunning || STARTING.stream().anyMatch(message::contains))
                || ignoreCausedByRestart && RESTARTING.stream().anyMatch(message::contains);
    }

    /** Ids go on from the savepoint that a run was started from, so the run's own counts tell. */
    private static boolean isFirst(Checkpoint checkpoint, Moment moment, CheckpointFinished finished) {
        return checkpoint.id() == 1
                || moment.job(finished.cluster(), finished.jobId())
                        .map(Job::checkpoints)
                        .filter(counts -> counts.completed() == 0 && counts.failed() == 1)
                        .isPresent();
    }

    /** The end of a job may have been missed, or its cluster may be a new one that never had it. */
    @Override
    public List<Outcome> onTick(Moment moment) {
        List<Outcome> outcomes = new ArrayList<>(settled(moment));
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            Optional<Job> job = moment.job(subject.cluster(), subject.jobId());
            boolean known = moment.cluster(subject.cluster())
                    .filter(state -> state.reachability() instanceof Reachability.Reachable)
                    .isPresent();
            List<Outcome> overtaken = overtaken(event, moment.at());
            if (!overtaken.isEmpty()) {
                outcomes.addAll(overtaken);
            } else if (job.isPresent() && job.get().state().isTerminal()) {
                outcomes.addAll(
                        resolved(event, moment.at(), "the job is " + job.get().state()));
            } else if (known && job.isEmpty() && event.startsAt().plus(NEWS).isBefore(moment.at())) {
                outcomes.addAll(resolved(event, moment.at(), "the job is gone: its cluster no longer lists it"));
            }
        }
        return outcomes;
    }

    private static Optional<Event> active(Moment moment, String cluster, String jobId) {
        return moment.active().stream()
                .filter(event -> event.subject().cluster().equals(cluster)
                        && jobId.equals(event.subject().jobId()))
                .findFirst();
    }

    private static List<Outcome> resolved(Event event, Instant at, String because) {
        return List.of(new Outcome.Resolve(event, at, because));
    }
}
