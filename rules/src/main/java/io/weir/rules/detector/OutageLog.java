package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows jobs from the moment they break until they are well again or over. Not thread-safe. */
final class OutageLog {
    /** The parameters of rules that follow outages. */
    /** An exception older than this says nothing about a status change now. */
    private static final Duration RELATED = Duration.ofMinutes(2);

    private final Duration stableFor;
    private final Duration unexplainedFor;
    private final Duration forgetAfter;
    private final Map<Key, Outage> outages = new LinkedHashMap<>();
    private final Map<String, Instant> missingSince = new HashMap<>();

    OutageLog(Parameters parameters) {
        this.stableFor = parameters.duration("stableFor");
        this.unexplainedFor = parameters.duration("unexplainedFor");
        this.forgetAfter = parameters.duration("forgetAfter");
    }

    private record Key(String cluster, String jobId) {}

    /** What became of an outage. */
    sealed interface Step {
        Outage outage();

        /** It began, or more is known of it. */
        record Broke(Outage outage) implements Step {}

        /** The job has been well again since {@code at}. */
        record Recovered(Outage outage, Instant at) implements Step {}

        /** The job will not recover, but that is no trouble any more. */
        record Ended(Outage outage, Instant at, String because) implements Step {}
    }

    boolean follows(String cluster, String jobId) {
        return outages.containsKey(new Key(cluster, jobId));
    }

    /** Takes up an outage that was followed before a restart of Weir. */
    void resume(Outage outage) {
        outages.put(new Key(outage.cluster(), outage.jobId()), outage);
    }

    List<Step> onSignal(Signal signal, Moment moment) {
        if (signal instanceof JobStatusChanged change) {
            return statusChanged(change, moment);
        }
        if (signal instanceof JobExceptionRaised raised) {
            Outage outage = outages.get(new Key(raised.cluster(), raised.jobId()));
            if (outage != null
                    && outage.exception() == null
                    && !raised.at().isBefore(outage.since().minus(RELATED))) {
                return broke(outage.because(raised.exception().stackTrace()));
            }
        }
        return List.of();
    }

    private List<Step> statusChanged(JobStatusChanged change, Moment moment) {
        Key key = new Key(change.cluster(), change.jobId());
        Outage outage = outages.get(key);
        JobState now = change.current();
        if (now.isFailure()) {
            if (outage != null) {
                return broke(outage.failedAgain(now, change.rootException()));
            }
            boolean longAgo = change.previous() == null
                    && Duration.between(change.at(), moment.at()).compareTo(RELATED) > 0;
            return now == JobState.FAILED && longAgo ? List.of() : broke(begun(change));
        }
        List<Step> steps = new ArrayList<>();
        if (outage != null && now == JobState.RUNNING) {
            outages.put(key, outage.runningAgain(change.at()));
        } else if (outage != null && now.isTerminal()) {
            outages.remove(key);
            steps.add(new Step.Ended(outage, change.at(), "the job is " + now));
        }
        if (now == JobState.RUNNING) {
            steps.addAll(newRun(change, moment));
        }
        return steps;
    }

    private static Outage begun(JobStatusChanged change) {
        return new Outage(
                change.cluster(),
                change.jobId(),
                change.jobName(),
                change.at(),
                1,
                change.current(),
                change.rootException(),
                null,
                change.rootException() != null || change.current() != JobState.RESTARTING);
    }

    /** A job that is no more is taken care of when a job of its name runs under another id. */
    private List<Step> newRun(JobStatusChanged change, Moment moment) {
        List<Step> steps = new ArrayList<>();
        outages.values().removeIf(outage -> {
            boolean sameName = outage.cluster().equals(change.cluster())
                    && outage.jobName().equals(change.jobName())
                    && !outage.jobId().equals(change.jobId());
            boolean over = moment.job(outage.cluster(), outage.jobId())
                    .map(job -> job.state().isTerminal())
                    .orElse(true);
            if (sameName && over) {
                steps.add(new Step.Ended(outage, change.at(), "a new run of the job is RUNNING"));
            }
            return sameName && over;
        });
        return steps;
    }

    private List<Step> broke(Outage outage) {
        outages.put(new Key(outage.cluster(), outage.jobId()), outage);
        return outage.explained() ? List.of(new Step.Broke(outage)) : List.of();
    }

    List<Step> onTick(Moment moment) {
        List<Step> steps = new ArrayList<>();
        for (Outage outage : List.copyOf(outages.values())) {
            Optional<Job> job = moment.job(outage.cluster(), outage.jobId());
            boolean known = moment.cluster(outage.cluster())
                    .filter(state -> state.reachability() instanceof Reachability.Reachable)
                    .isPresent();
            if (job.isPresent()) {
                missingSince.remove(outage.jobId());
            }
            if (known && job.isPresent()) {
                steps.addAll(look(outage, job.get(), moment.at()));
            } else if (known && outage.state() != JobState.FAILED) {
                steps.addAll(missing(outage, moment.at()));
            }
            // A failed job leaves Flink's list after an hour, and is no less failed then.
            boolean nobodyLooks = outage.state() == JobState.FAILED
                    || moment.cluster(outage.cluster()).isEmpty();
            if (nobodyLooks && outage.since().plus(forgetAfter).isBefore(moment.at())) {
                steps.addAll(end(outage, moment.at(), "it failed long ago"));
            }
        }
        return steps;
    }

    private List<Step> look(Outage outage, Job job, Instant now) {
        if (job.state() == JobState.RUNNING) {
            Instant running = outage.runningSince();
            if (running == null) {
                // The change itself was missed, for instance because Weir was not there.
                resume(outage.runningAgain(job.since()));
                return List.of();
            }
            // A job says RUNNING as soon as it waits for slots, so only running tasks prove that it is well.
            boolean tasksRun = job.totalTasks() == 0 || job.runningTasks() > 0;
            boolean stable = Duration.between(running, now).compareTo(stableFor) >= 0;
            if (tasksRun && stable) {
                outages.remove(new Key(outage.cluster(), outage.jobId()));
                return List.of(new Step.Recovered(outage, running));
            }
            return List.of();
        }
        if (job.state() == JobState.CANCELED || job.state() == JobState.FINISHED) {
            return end(outage, now, "the job is " + job.state());
        }
        boolean lasts = outage.runningSince() == null
                && Duration.between(outage.since(), now).compareTo(unexplainedFor) >= 0;
        return !outage.explained() && lasts ? broke(outage.unexplainedFailure()) : List.of();
    }

    /** While another JobManager takes over, its list is empty for a while. */
    private List<Step> missing(Outage outage, Instant now) {
        Instant since = missingSince.computeIfAbsent(outage.jobId(), key -> now);
        return Duration.between(since, now).compareTo(RELATED) < 0
                ? List.of()
                : end(outage, now, "the job is gone: its cluster no longer lists it");
    }

    private List<Step> end(Outage outage, Instant at, String because) {
        outages.remove(new Key(outage.cluster(), outage.jobId()));
        missingSince.remove(outage.jobId());
        return List.of(new Step.Ended(outage, at, because));
    }
}
