package io.weir.collector.jobmetrics;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.signal.JobStatusChanged;
import java.util.List;

/** What is remembered of a job. */
public interface JobRecords {
    /** The state changes of a job, newest first. */
    List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit);

    /** The checkpoints of a job that ended, newest first. */
    List<Checkpoint> checkpoints(String cluster, String jobId, int limit);
}
