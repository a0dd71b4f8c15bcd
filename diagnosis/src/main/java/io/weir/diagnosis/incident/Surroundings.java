package io.weir.diagnosis.incident;

import io.weir.collector.Collector;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.signal.JobStatusChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the collector remembers of a problem's surroundings. */
public interface Surroundings {
    Optional<ClusterState> cluster(String name);

    /** Newest first, at most {@code limit}. */
    List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit);

    /** Newest first, at most {@code limit}. */
    List<JobException> exceptions(String cluster, String jobId, int limit);

    /** Newest first, at most {@code limit}. */
    List<Checkpoint> checkpoints(String cluster, String jobId, int limit);

    /** What a collector remembers. */
    static Surroundings of(Collector collector) {
        return new Surroundings() {
            @Override
            public Optional<ClusterState> cluster(String name) {
                return collector.cluster(name);
            }

            @Override
            public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
                return collector.statusChanges(cluster, jobId, limit);
            }

            @Override
            public List<JobException> exceptions(String cluster, String jobId, int limit) {
                return collector.exceptions(cluster, jobId, limit);
            }

            @Override
            public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
                return collector.checkpoints(cluster, jobId, limit);
            }
        };
    }

    /** The entries of a job's timeline from a moment on. */
    default List<TimelineEntry> entries(Incident.AffectedJob job, Instant from) {
        List<TimelineEntry> entries = new ArrayList<>();
        statusChanges(job.cluster(), job.jobId(), 50).forEach(each -> entries.add(SignalEntries.status(each)));
        exceptions(job.cluster(), job.jobId(), 20)
                .forEach(each -> entries.add(SignalEntries.exception(job.cluster(), job.jobId(), job.name(), each)));
        checkpoints(job.cluster(), job.jobId(), 20).stream()
                .filter(each -> each.status() != Checkpoint.Status.IN_PROGRESS)
                .forEach(each -> entries.add(SignalEntries.checkpoint(job.cluster(), job.jobId(), job.name(), each)));
        return entries.stream().filter(entry -> !entry.at().isBefore(from)).toList();
    }
}
