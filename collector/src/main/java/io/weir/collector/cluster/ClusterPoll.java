package io.weir.collector.cluster;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.JobSummary;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.signal.JobVanished;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.collector.signal.TaskManagerRegistered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One poll of a cluster after the other, and what each brings. The cluster's own answers must all be good, or the poll fails as a whole and
 * changes nothing. A job whose details Flink refuses with an HTTP status keeps what was last known of it.
 */
final class ClusterPoll {
    private static final Logger log = LoggerFactory.getLogger(ClusterPoll.class);

    /** Jobs whose details are read in one poll; the others take their turn in the next. */
    private static final int DETAILS_PER_POLL = 32;

    /** How long an ended job that Flink no longer lists keeps its last record. */
    private static final Duration KEEP_ENDED = Duration.ofMinutes(15);

    /**
     * How long a job that had not ended is kept when the JobManager answers and does not list it: it lost the job, as one
     * without high availability does when it is started anew. One that recovers its jobs lists them within this time.
     */
    private static final Duration KEEP_MISSING = Duration.ofSeconds(30);

    /** So that one odd answer between two polls far apart makes no job vanish. */
    private static final int MISSED_POLLS = 3;

    /** What a good poll brings. */
    record Outcome(FlinkRest.Overview overview, List<TaskManager> taskManagers, List<Job> jobs) {}

    private final String cluster;
    private final FlinkRest rest;
    private final Duration budget;
    private final JobHistory history;
    private final Map<String, Job> remembered = new HashMap<>();
    private final Map<String, JobTracker> trackers = new ConcurrentHashMap<>();
    private final Map<String, Long> refreshedInPoll = new HashMap<>();

    /** When a job that had not ended was first missing from a good list. */
    private final Map<String, Instant> missingSince = new HashMap<>();

    private final Set<String> registered = new HashSet<>();
    private final LongAdder jobFailures = new LongAdder();
    private final ExceptionTrail.Losses losses = new ExceptionTrail.Losses();
    private final JobManagerProcess jobManager;
    private final List<Signal> news = new ArrayList<>();
    private long pollNumber;

    ClusterPoll(String cluster, FlinkRest rest, Duration timeout, JobHistory history, ClusterState known) {
        this.cluster = cluster;
        this.rest = rest;
        this.budget = timeout.multipliedBy(3);
        this.history = history;
        this.jobManager = new JobManagerProcess(cluster);
        known.jobs().forEach(job -> remembered.put(job.id(), job));
        known.taskManagers().forEach(taskManager -> registered.add(taskManager.id()));
    }

    long jobFailures() {
        return jobFailures.sum();
    }

    /** What fell out of exception histories. */
    ExceptionTrail.Losses losses() {
        return losses;
    }

    /** To be called when a run failed. */
    void failed() {
        jobManager.doubt();
    }

    List<Checkpoint> inProgress(String jobId) {
        JobTracker tracker = trackers.get(jobId);
        return tracker == null ? List.of() : tracker.inProgress();
    }

    /** What is new since the last call, also of a poll that broke off half way. */
    List<Signal> takeNews() {
        List<Signal> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    Outcome run(Instant now) throws FlinkRestException {
        long deadline = System.nanoTime() + budget.toNanos();
        FlinkRest.Overview overview = rest.overview();
        List<JobSummary> listed = rest.jobs();
        List<TaskManager> taskManagers = rest.taskManagers();
        pollNumber++;
        news.addAll(jobManager.look(rest, overview, now));
        news.addAll(taskManagerChanges(taskManagers, now));
        for (JobSummary line : listed) {
            trackers.computeIfAbsent(line.id(), id -> newTracker(line, now)).listed(line, now, pollNumber);
        }
        readDetails(listed, now, deadline);
        judge(taskManagers.size(), now);
        forgetVanished(now);
        return new Outcome(overview, taskManagers, jobs());
    }

    private JobTracker newTracker(JobSummary line, Instant now) {
        JobTracker tracker = new JobTracker(cluster, line, now, losses);
        Job before = remembered.remove(line.id());
        tracker.resume(
                history.statusChanges(cluster, line.id(), 1).stream()
                        .findFirst()
                        .orElse(null),
                before == null ? -1 : before.restarts());
        return tracker;
    }

    private List<Signal> taskManagerChanges(List<TaskManager> now, Instant at) {
        List<Signal> changes = new ArrayList<>();
        Set<String> present = new HashSet<>();
        for (TaskManager taskManager : now) {
            present.add(taskManager.id());
            if (!registered.contains(taskManager.id())) {
                changes.add(new TaskManagerRegistered(cluster, at, taskManager.id()));
            }
        }
        registered.stream()
                .filter(id -> !present.contains(id))
                .sorted()
                .forEach(id -> changes.add(new TaskManagerLost(cluster, at, id)));
        registered.clear();
        registered.addAll(present);
        return changes;
    }

    private void readDetails(List<JobSummary> listed, Instant now, long deadline) throws FlinkRestException {
        int left = DETAILS_PER_POLL;
        for (String id : inTurn(listed)) {
            JobTracker tracker = trackers.get(id);
            if (tracker == null) {
                continue;
            }
            if (tracker.needsDetails() && left > 0 && System.nanoTime() < deadline) {
                left--;
                refreshedInPoll.put(id, pollNumber);
                refresh(tracker, id);
            }
            news.addAll(tracker.withoutDetails(now));
        }
    }

    /** Jobs that changed first, then those that waited longest. */
    private List<String> inTurn(List<JobSummary> listed) {
        Map<String, Boolean> urgent = new LinkedHashMap<>();
        for (JobSummary line : listed) {
            JobTracker tracker = trackers.get(line.id());
            urgent.put(line.id(), tracker != null && tracker.isUrgent());
        }
        return urgent.keySet().stream()
                .sorted(Comparator.comparing((String id) -> urgent.getOrDefault(id, false) ? 0 : 1)
                        .thenComparing(id -> refreshedInPoll.getOrDefault(id, 0L)))
                .toList();
    }

    private void refresh(JobTracker tracker, String id) throws FlinkRestException {
        try {
            news.addAll(tracker.refresh(rest));
        } catch (FlinkRestException e) {
            if (e.status() == FlinkRestException.NO_STATUS) {
                throw e;
            }
            jobFailures.increment();
            log.debug("details of job {} of {} are as before: {}", id, cluster, e.getMessage());
        }
    }

    private void judge(int taskManagers, Instant now) {
        for (JobTracker tracker : trackers.values()) {
            if (tracker.listedInPoll() == pollNumber) {
                tracker.judge(taskManagers, now).ifPresent(news::add);
            }
        }
    }

    private void forgetVanished(Instant now) {
        trackers.entrySet().removeIf(entry -> {
            JobTracker tracker = entry.getValue();
            long missed = pollNumber - tracker.listedInPoll();
            return isForgotten(entry.getKey(), tracker.name(), tracker.state(), tracker.seenAt(), missed, now);
        });
        // Polls are counted from Weir's start, and nothing that was known before it has been listed since.
        remembered
                .values()
                .removeIf(job -> isForgotten(job.id(), job.name(), job.state(), job.seenAt(), pollNumber, now));
        refreshedInPoll.keySet().retainAll(trackers.keySet());
    }

    private boolean isForgotten(String id, String name, JobState state, Instant seenAt, long missedPolls, Instant now) {
        if (state.isTerminal()) {
            return seenAt.isBefore(now.minus(KEEP_ENDED));
        }
        if (missedPolls == 0) {
            missingSince.remove(id);
            return false;
        }
        // Not since it was last seen: a JobManager that was away for long needs time to recover its jobs all the same.
        Instant since = missingSince.computeIfAbsent(id, missing -> now);
        if (missedPolls < MISSED_POLLS || !since.isBefore(now.minus(KEEP_MISSING))) {
            return false;
        }
        missingSince.remove(id);
        log.warn("job {} of {} was {} and is no longer known to its JobManager", name, cluster, state);
        news.add(new JobVanished(cluster, now, id, name, state, seenAt));
        return true;
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>(remembered.values());
        trackers.values().forEach(tracker -> jobs.add(tracker.job()));
        jobs.sort(Comparator.comparing(Job::startedAt).reversed().thenComparing(Job::id));
        return List.copyOf(jobs);
    }
}
