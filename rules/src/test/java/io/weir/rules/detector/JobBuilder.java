package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A job with what a scenario says of it. */
final class JobBuilder {
    static final String CLUSTER = "prod";
    private static final Instant LONG_AGO = Instant.parse("2026-11-18T00:00:00Z");
    private static final JobGraph GRAPH = new JobGraph(
            List.of(vertex("v1", "Source: orders"), vertex("v2", "enrich"), vertex("v3", "Sink: totals")),
            List.of(new JobGraph.Edge("v1", "v2", "HASH"), new JobGraph.Edge("v2", "v3", "FORWARD")));

    private final Instant now;
    private final JobState state;
    private String id;
    private String name;
    private int tasks = 3;
    private long restarts;
    private long completed = 4;
    private String type = "STREAMING";
    private Job.CheckpointSettings checkpoints =
            new Job.CheckpointSettings(Duration.ofMinutes(1), Duration.ofMinutes(9));

    JobBuilder(Instant now, JobState state, String id, String name) {
        this.id = id;
        this.name = name;
        this.now = now;
        this.state = state;
    }

    JobBuilder as(String otherId, String otherName) {
        id = otherId;
        name = otherName;
        return this;
    }

    JobBuilder tasks(int running) {
        tasks = running;
        return this;
    }

    JobBuilder restarts(long count) {
        restarts = count;
        return this;
    }

    JobBuilder completed(long count) {
        completed = count;
        return this;
    }

    /** In batch mode, which makes no checkpoints. */
    JobBuilder batch() {
        type = "BATCH";
        completed = 0;
        checkpoints = Job.CheckpointSettings.UNKNOWN;
        return this;
    }

    Job get() {
        return new Job(
                CLUSTER,
                id,
                name,
                type,
                state,
                now,
                LONG_AGO,
                null,
                tasks,
                3,
                restarts,
                new Job.CheckpointCounts(completed, 0, 0, 0),
                GRAPH,
                now,
                checkpoints);
    }

    private static JobGraph.Vertex vertex(String id, String name) {
        return new JobGraph.Vertex(id, name, 1, 128, "RUNNING", 1);
    }
}
