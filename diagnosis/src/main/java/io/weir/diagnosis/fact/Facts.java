package io.weir.diagnosis.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.known.KnownException;
import io.weir.diagnosis.trace.StackText;
import io.weir.rules.promql.PromQl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where verdicts read what is known. Thread-safe. What is not known is empty, never invented. */
public interface Facts {
    /** Searches the logs. */
    LogPage search(LogQuery query);

    /** Counts log records over time. */
    Histogram histogram(LogQuery query, int buckets);

    /** Answers PromQL over the samples. */
    PromQl promQl();

    /** What is, or was last, known of a cluster. */
    Optional<ClusterState> cluster(String name);

    /** The kept exceptions of a job, newest first. */
    List<JobException> exceptions(String cluster, String jobId, int limit);

    /** The kept checkpoints of a job, newest first. */
    List<Checkpoint> checkpoints(String cluster, String jobId, int limit);

    /** The kept state changes of a job, newest first. */
    List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit);

    /** The ends of processes of a cluster from a moment, inclusive, to another, exclusive, oldest first. */
    List<EndedProcess> exits(String cluster, Instant from, Instant to);

    /**
     * What a cluster answers to a read of its REST API, such as {@code /jobs/ID/checkpoints/details/7}; empty when it does not answer, or
     * has nothing there. For a cluster that was imported, what was captured.
     */
    Optional<JsonNode> rest(String cluster, String path);

    /** Whether what {@link #rest} answers for lasting things, such as threads, is as of a moment: it is about now, and not what was imported. */
    boolean isNow(Instant moment);

    /** What is known of an exception from before or since; empty for one that was never seen live. */
    Optional<KnownException> recognise(StackText trace);
}
