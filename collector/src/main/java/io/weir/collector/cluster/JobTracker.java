package io.weir.collector.cluster;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.CheckpointPage;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobCondition;
import io.weir.collector.flink.JobDetails;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.JobSummary;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobConditionChanged;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.SavepointTriggered;
import io.weir.collector.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one job from poll to poll, and what is new in it. Flink's web server answers details from a cache of
 * some seconds ({@code web.refresh-interval}), so the list of jobs may be ahead of them: a change that only the list shows waits for the details,
 * which bring the exact time and the root exception, but not for long. Used by one thread.
 */
final class JobTracker {
    /** Twice Flink's default cache time, less a poll. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(JobTracker.class);

    private static final int EXCEPTIONS_EVERY = 5;
    private static final int MAX_KNOWN = 20_000;

    private final String cluster;
    private JobSummary summary;
    private @Nullable JobDetails details;
    private final ExceptionTrail exceptions;
    private final ConditionTrail conditions = new ConditionTrail();
    private Job.@Nullable CheckpointSettings settings;
    private Job.CheckpointCounts counts = Job.CheckpointCounts.NONE;
    private List<Checkpoint> inProgress = List.of();
    private long restarts = -1;
    private Instant seenAt;
    private long listedInPoll;

    /** The last change that was told; null until the job was told of at all. */
    private @Nullable JobState toldState;

    private Instant toldAt = Instant.EPOCH;
    private @Nullable Instant aheadSince;
    private @Nullable Instant refreshedModification;
    private int refreshes;
    private final Set<HistoryKey> known = new HashSet<>();

    JobTracker(String cluster, JobSummary summary, Instant now, ExceptionTrail.Losses losses) {
        this.cluster = cluster;
        this.exceptions = new ExceptionTrail(losses);
        this.summary = summary;
        this.seenAt = now;
    }

    /** Goes on where the history ends. */
    void resume(@Nullable JobStatusChanged lastTold, long restartsThen) {
        if (lastTold != null) {
            toldState = lastTold.current();
            toldAt = lastTold.at();
        }
        restarts = restartsThen;
    }

    Instant seenAt() {
        return seenAt;
    }

    List<Checkpoint> inProgress() {
        return inProgress;
    }

    JobState state() {
        return summary.state();
    }

    String name() {
        return summary.name();
    }

    /** The number of the last poll that listed the job. */
    long listedInPoll() {
        return listedInPoll;
    }

    /** Takes the job's line of a good list. */
    void listed(JobSummary line, Instant now, long pollNumber) {
        summary = line;
        seenAt = now;
        listedInPoll = pollNumber;
    }

    /** True when the details may have changed since they were read. */
    boolean needsDetails() {
        return !summary.state().isTerminal()
                || details == null
                || details.state() != summary.state()
                || !summary.lastModified().equals(refreshedModification);
    }

    /** True when the list shows something that the details read last do not. */
    boolean isUrgent() {
        return details == null
                || summary.state() != toldState
                || !summary.lastModified().equals(refreshedModification);
    }

    /** Reads the details and gives back what is new in them. */
    List<Signal> refresh(FlinkRest rest) throws FlinkRestException {
        JobDetails read = rest.job(summary.id());
        OptionalLong counted = read.state().isTerminal() ? OptionalLong.empty() : rest.restarts(summary.id());
        boolean moved = details == null
                || !read.entered().equals(details.entered())
                || counted.isPresent() && counted.getAsLong() != restarts;
        if (moved || refreshes % EXCEPTIONS_EVERY == 0) {
            exceptions.take(rest.exceptions(summary.id()));
        }
        CheckpointPage checkpoints = rest.checkpoints(summary.id());
        readSettings(rest, read);
        refreshes++;
        refreshedModification = summary.lastModified();
        List<Signal> news = new ArrayList<>();
        statusChanges(read, news);
        details = read;
        countRestarts(counted, read, news);
        newExceptions(news);
        newCheckpoints(checkpoints, news);
        // An exception precedes the change of state that it caused, though Flink may give both the same millisecond.
        news.sort(Comparator.comparing(Signal::at).thenComparing(signal -> signal instanceof JobStatusChanged));
        return news;
    }

    /** They do not change within a run. Nothing else depends on them, so a fault here is no fault of the poll. */
    private void readSettings(FlinkRest rest, JobDetails read) {
        if (settings != null || read.state().isTerminal() || refreshes % EXCEPTIONS_EVERY != 0) {
            return;
        }
        try {
            settings = rest.checkpointSettings(summary.id());
        } catch (FlinkRestException e) {
            log.debug("The checkpoint settings of job {} are not known yet", summary.id(), e);
        }
    }

    /** What is new when the details could not be had, or lag behind the list for too long. */
    List<Signal> withoutDetails(Instant now) {
        boolean ahead = summary.state() != toldState;
        if (!ahead) {
            aheadSince = null;
            return List.of();
        }
        if (aheadSince == null) {
            aheadSince = now;
        }
        if (Duration.between(aheadSince, now).compareTo(PATIENCE) < 0) {
            return List.of();
        }
        aheadSince = null;
        Instant at = summary.endedAt() == null ? summary.lastModified() : summary.endedAt();
        return List.of(change(at.isBefore(toldAt) ? toldAt : at, toldState, summary.state()));
    }

    private void statusChanges(JobDetails read, List<Signal> news) {
        List<StatusTrail.Change> changes = toldState == null
                ? StatusTrail.firstSight(read, summary.lastModified())
                : StatusTrail.since(toldState, toldAt, read, exceptions.entries());
        for (StatusTrail.Change change : changes) {
            news.add(change(change.at(), change.previous(), change.current()));
        }
    }

    private JobStatusChanged change(Instant at, @Nullable JobState previous, JobState current) {
        toldState = current;
        toldAt = at;
        String cause = current.isFailure() ? exceptions.causeAt(at) : null;
        return new JobStatusChanged(cluster, at, summary.id(), summary.name(), previous, current, cause);
    }

    private void countRestarts(OptionalLong counted, JobDetails read, List<Signal> news) {
        if (counted.isPresent()) {
            restarts = counted.getAsLong();
        } else if (restarts >= 0) {
            restarts += news.stream()
                    .filter(signal ->
                            signal instanceof JobStatusChanged change && change.current() == JobState.RESTARTING)
                    .count();
        } else if (!read.entered().containsKey(JobState.RESTARTING)) {
            restarts = 0;
        }
    }

    private void newExceptions(List<Signal> news) {
        for (JobException exception : exceptions.oldestFirst()) {
            addOnce(new JobExceptionRaised(cluster, exception.at(), summary.id(), summary.name(), exception), news);
        }
    }

    private void newCheckpoints(CheckpointPage page, List<Signal> news) {
        counts = page.counts();
        List<Checkpoint> oldestFirst = new ArrayList<>(page.history());
        Collections.reverse(oldestFirst);
        List<Checkpoint> running = new ArrayList<>();
        for (Checkpoint checkpoint : oldestFirst) {
            if (checkpoint.savepoint()) {
                addOnce(
                        new SavepointTriggered(
                                cluster, checkpoint.triggeredAt(), summary.id(), summary.name(), checkpoint.id()),
                        news);
            }
            if (checkpoint.status() == Checkpoint.Status.IN_PROGRESS) {
                running.add(0, checkpoint);
            } else {
                Instant at = checkpoint.triggeredAt().plus(checkpoint.duration());
                addOnce(new CheckpointFinished(cluster, at, summary.id(), summary.name(), checkpoint), news);
            }
        }
        inProgress = List.copyOf(running);
    }

    private void addOnce(Signal signal, List<Signal> news) {
        if (known.size() > MAX_KNOWN) {
            // The history knows them as well; this set only spares it the question at every poll.
            known.clear();
        }
        if (HistoryKey.of(signal).map(known::add).orElse(true)) {
            news.add(signal);
        }
    }

    /** Judges the state by the tasks and the registered TaskManagers. */
    Optional<JobConditionChanged> judge(int taskManagers, Instant now) {
        Job job = job();
        return conditions.take(job, JobCondition.of(job, taskManagers), now);
    }

    /** The job as it is known now. */
    Job job() {
        JobDetails read = details;
        boolean current = read != null && read.state() == summary.state();
        Instant since = current && read != null
                ? read.entered().getOrDefault(summary.state(), summary.lastModified())
                : summary.lastModified();
        String type = summary.type() == null ? "" : summary.type();
        return new Job(
                cluster,
                summary.id(),
                summary.name(),
                read == null || read.type().isEmpty() ? type : read.type(),
                summary.state(),
                since,
                summary.startedAt(),
                summary.endedAt(),
                summary.runningTasks(),
                summary.totalTasks(),
                restarts,
                counts,
                read == null ? JobGraph.EMPTY : read.graph(),
                seenAt,
                settings == null ? Job.CheckpointSettings.UNKNOWN : settings);
    }
}
