package io.weir.diagnosis.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.ExceptionEntry;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobDetails;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.JobSummary;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the REST answers of a capture tell of the cluster and its jobs: those of the middle first, the last ones over them. */
final class CapturedJobs {
    private final String cluster;
    private final Path rest;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private List<TaskManager> taskManagers = List.of();
    private String version = "";
    private int slots;

    private CapturedJobs(String cluster, Path rest) {
        this.cluster = cluster;
        this.rest = rest;
    }

    static CapturedJobs of(String cluster, Path rest) {
        CapturedJobs read = new CapturedJobs(cluster, rest);
        read.read("mid-");
        read.read("");
        read.timeline();
        return read;
    }

    /** Nothing when no REST answer was captured. */
    Optional<ClusterState> state(Instant at) {
        if (version.isEmpty() && jobs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClusterState(
                cluster,
                URI.create("http://imported.invalid"),
                new Reachability.Unknown(at, "imported from a capture"),
                version,
                slots,
                0,
                taskManagers,
                List.copyOf(jobs.values())));
    }

    /** Status changes, exceptions and checkpoints, oldest first. */
    List<Signal> signals() {
        signals.sort(Comparator.comparing(Signal::at));
        return signals;
    }

    private void read(String prefix) {
        if (CapturedFile.json(rest, prefix + "jobs-overview.json").isEmpty()) {
            return;
        }
        try (FlinkRest api = FlinkRest.recorded(KeptAnswers.of(rest, prefix))) {
            overview(api);
            for (JobSummary line : api.jobs()) {
                job(api, line);
            }
        } catch (FlinkRestException e) {
            throw new CaptureException(rest + ": " + e.getMessage());
        }
    }

    private void overview(FlinkRest api) {
        try {
            FlinkRest.Overview overview = api.overview();
            version = overview.flinkVersion();
            slots = Math.max(slots, overview.slotsTotal());
            List<TaskManager> listed = api.taskManagers();
            taskManagers = listed.isEmpty() ? taskManagers : listed;
        } catch (FlinkRestException e) {
            // A capture need not have all; what it has of the cluster itself is little.
            version = version.isEmpty() ? "unknown" : version;
        }
    }

    private void job(FlinkRest api, JobSummary line) throws FlinkRestException {
        JobDetails details = api.job(line.id());
        Job before = jobs.get(line.id());
        boolean graph = !details.graph().vertices().isEmpty();
        jobs.put(
                line.id(),
                new Job(
                        cluster,
                        line.id(),
                        line.name(),
                        details.type(),
                        details.state(),
                        details.entered().getOrDefault(details.state(), line.lastModified()),
                        line.startedAt(),
                        line.endedAt(),
                        line.runningTasks(),
                        line.totalTasks(),
                        -1,
                        api.checkpoints(line.id()).counts(),
                        graph || before == null ? details.graph() : before.graph(),
                        line.lastModified(),
                        api.checkpointSettings(line.id())));
        details.entered()
                .forEach((state, at) ->
                        signals.add(new JobStatusChanged(cluster, at, line.id(), line.name(), null, state, null)));
        for (ExceptionEntry entry : exceptions(api, line)) {
            for (JobException thrown : entry.all()) {
                signals.add(new JobExceptionRaised(cluster, thrown.at(), line.id(), line.name(), thrown));
            }
        }
        for (Checkpoint checkpoint : api.checkpoints(line.id()).history()) {
            if (checkpoint.status() != Checkpoint.Status.IN_PROGRESS) {
                signals.add(new CheckpointFinished(
                        cluster,
                        checkpoint.triggeredAt().plus(checkpoint.duration()),
                        line.id(),
                        line.name(),
                        checkpoint));
            }
        }
    }

    private static List<ExceptionEntry> exceptions(FlinkRest api, JobSummary line) throws FlinkRestException {
        try {
            return api.exceptions(line.id()).entries();
        } catch (FlinkRestException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }

    /** The changes of state that were polled: REST tells only when a job last entered each. */
    private void timeline() {
        Map<String, JobState> states = new HashMap<>();
        for (JsonNode entry : CapturedFile.json(rest, "state-timeline.json").orElse(MissingNode.getInstance())) {
            Instant at = MetricPages.time(entry.path("ts").asText());
            for (JsonNode job : entry.path("jobs")) {
                String id = job.path("jid").asText();
                String name = job.path("state").asText();
                Arrays.stream(JobState.values())
                        .filter(state -> state.name().equals(name))
                        .findFirst()
                        .ifPresent(state -> changed(states, id, job.path("name").asText(), state, at));
            }
        }
    }

    private void changed(Map<String, JobState> states, String id, String name, JobState state, Instant at) {
        JobState before = states.put(id, state);
        if (before != state) {
            signals.add(new JobStatusChanged(cluster, at, id, name, before, state, null));
        }
    }
}
