package io.weir.diagnosis.incident;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out what an event is of. */
final class EventTraits {
    /** A process that died was scraped within this before its death was noticed. */
    private static final Duration RAN_WITHIN = Duration.ofMinutes(3);

    /** A job may fail so long before the death that it failed of is noticed. One that was cancelled or finished did not fail of anything. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);

    /** The page of a process that dies may not have been read since a job began on it. */
    private static final Duration JUST_STARTED = Duration.ofSeconds(30);

    /** Every task has it, and little else does: few series are looked at. */
    private static final String OF_TASKS = "flink_taskmanager_job_task_numRecordsIn";

    private static final String OF_TASK_MANAGERS = "flink_taskmanager_Status_JVM_Memory_Heap_Used";

    /** What a job says when a process under it went, or is about to. */
    private static final Pattern LOSS = Pattern.compile(
            "TaskManagerLost|RemoteTransportException|LocalTransportException|remote task manager"
                    + "|[Hh]eartbeat|NoResourceAvailable|disconnected|Connection (refused|reset|unexpectedly closed)|RecipientUnreachable"
                    + "|PartitionNotFound|TaskExecutor|slot .* (removed|released)|OutOfMemoryError|StackOverflowError|NoClassDefFoundError");

    private final Function<String, Optional<ClusterState>> clusters;
    private final SampleSource samples;

    EventTraits(Function<String, Optional<ClusterState>> clusters, SampleSource samples) {
        this.clusters = clusters;
        this.samples = samples;
    }

    Traits of(Event event) {
        String cluster = event.subject().cluster();
        String jobId = event.subject().jobId();
        String process = event.subject().process();
        boolean ofJobManager = process != null && process.startsWith("jobmanager");
        boolean ofCluster = jobId == null && (process == null || ofJobManager);
        Set<String> touched = Set.of();
        if (jobId == null && process != null && !ofJobManager) {
            touched = jobsOn(cluster, process, event.startsAt());
            touched.addAll(justStarted(cluster, event.startsAt()));
            if (touched.isEmpty() && !wasScraped(cluster, process, event.startsAt())) {
                // Nobody can say what ran on a process that died before it was scraped: it may be any.
                touched = jobsOf(cluster);
            }
        } else if (ofCluster) {
            touched = jobsOf(cluster);
        }
        String exception = event.annotations().getOrDefault("exception", "");
        boolean loss = LOSS.matcher(exception).find();
        return new Traits(
                cluster,
                jobId == null ? Set.of() : Set.of(jobId),
                process == null ? Set.of() : Set.of(process),
                hosts(cluster, process),
                touched,
                // A lost connection is a consequence that every such failure has, and proves no common cause.
                exception.isBlank() || loss ? Set.of() : Set.of(ExceptionKey.of(exception)),
                exception.isBlank() || loss,
                ofCluster);
    }

    /** The jobs with tasks on a process, by the series it had: Flink itself forgets where tasks ran. Without those that were over by then. */
    Set<String> jobsOn(String cluster, String process, Instant at) {
        List<LabelMatcher> matchers = List.of(
                LabelMatcher.equal(Labels.NAME, OF_TASKS),
                LabelMatcher.equal("cluster", cluster),
                LabelMatcher.equal("process", process));
        Set<String> jobs = new HashSet<>();
        for (Labels labels : samples.series(
                matchers,
                at.minus(RAN_WITHIN).toEpochMilli(),
                at.plus(RAN_WITHIN).toEpochMilli())) {
            String job = labels.get("job_id");
            if (job != null && !job.isEmpty()) {
                jobs.add(job);
            }
        }
        clusters.apply(cluster).ifPresent(state -> state.jobs().stream()
                .filter(job -> wasOver(job, at))
                .map(Job::id)
                .forEach(jobs::remove));
        return jobs;
    }

    private Set<String> justStarted(String cluster, Instant at) {
        Set<String> jobs = new HashSet<>();
        clusters.apply(cluster).ifPresent(state -> state.jobs().stream()
                .filter(job -> job.startedAt().isAfter(at.minus(JUST_STARTED))
                        && !job.startedAt().isAfter(at)
                        && !wasOver(job, at))
                .map(Job::id)
                .forEach(jobs::add));
        return jobs;
    }

    private static boolean wasOver(Job job, Instant at) {
        Instant ended = job.endedAt();
        if (ended == null || !job.state().isTerminal()) {
            return false;
        }
        return ended.isBefore(job.state().isFailure() ? at.minus(NOTICED_WITHIN) : at);
    }

    private boolean wasScraped(String cluster, String process, Instant at) {
        List<LabelMatcher> matchers = List.of(
                LabelMatcher.equal(Labels.NAME, OF_TASK_MANAGERS),
                LabelMatcher.equal("cluster", cluster),
                LabelMatcher.equal("process", process));
        return !samples.series(
                        matchers,
                        at.minus(RAN_WITHIN).toEpochMilli(),
                        at.plus(RAN_WITHIN).toEpochMilli())
                .isEmpty();
    }

    private Set<String> jobsOf(String cluster) {
        Set<String> jobs = new HashSet<>();
        clusters.apply(cluster).ifPresent(state -> state.jobs().stream()
                .filter(job -> !job.state().isTerminal())
                .map(Job::id)
                .forEach(jobs::add));
        return jobs;
    }

    /** Without loopback, which everything on a machine shares. */
    private Set<String> hosts(String cluster, @Nullable String process) {
        if (process == null) {
            return Set.of();
        }
        Set<String> hosts = new HashSet<>();
        clusters.apply(cluster).ifPresent(state -> state.taskManagers().stream()
                .filter(manager -> manager.id().equals(process))
                .map(TaskManager::host)
                .filter(host -> !host.isEmpty()
                        && !host.startsWith("127.")
                        && !host.equals("localhost")
                        && !host.equals("[::1]"))
                .forEach(hosts::add));
        return hosts;
    }
}
