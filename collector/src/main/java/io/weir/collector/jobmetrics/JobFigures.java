package io.weir.collector.jobmetrics;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the figures of one job from the cells of this round. */
final class JobFigures {
    private static final double FULL_MS_PER_SECOND = 1000;

    private final Selection selection;
    private final long round;

    JobFigures(Selection selection, long round) {
        this.selection = selection;
        this.round = round;
    }

    /** What the samples tell; {@code known} gives the graph. */
    void put(MeasuredJob job, @Nullable Job known, JobValues values) {
        JobGraph graph = known == null ? JobGraph.EMPTY : known.graph();
        new FlowFigures(job, graph, round).put(values);
        values.put(JobMetric.BACKPRESSURE_RATIO, backPressure(job));
        values.put(JobMetric.DATA_SKEW_RATIO, dataSkew(job, graph));
        kafkaLag(job, values);
        latency(job, values);
        checkpoints(job, values);
        double restarts = value(job, Role.RESTARTS);
        values.put(JobMetric.RESTARTS_TOTAL, Double.isNaN(restarts) ? value(job, Role.FULL_RESTARTS) : restarts);
        values.put(JobMetric.UPTIME_SECONDS, value(job, Role.UPTIME) / 1000);
        values.put(JobMetric.DOWNTIME_SECONDS, value(job, Role.DOWNTIME) / 1000);
        new ProcessFigures(selection, job.taskManagers, round).ofTaskManagers(values);
        MeasuredProcess jobManager = job.jobManager;
        if (jobManager != null) {
            new ProcessFigures(selection, List.of(jobManager), round).ofJobManager(values);
        }
    }

    /** What the JobManager's REST API tells, for what the samples do not. */
    static void putKnown(Job job, long nowMs, JobValues values) {
        if (job.restarts() >= 0) {
            values.putIfAbsent(JobMetric.RESTARTS_TOTAL, job.restarts());
        }
        Job.CheckpointCounts counts = job.checkpoints();
        if (!counts.equals(Job.CheckpointCounts.NONE)) {
            values.putIfAbsent(JobMetric.CHECKPOINTS_COMPLETED_TOTAL, counts.completed());
            values.putIfAbsent(JobMetric.CHECKPOINTS_FAILED_TOTAL, counts.failed());
            values.putIfAbsent(JobMetric.CHECKPOINTS_IN_PROGRESS, counts.inProgress());
            values.putIfAbsent(JobMetric.CHECKPOINTS_TOTAL, counts.completed() + counts.failed() + counts.inProgress());
        }
        double inState = Math.max(0, nowMs - job.since().toEpochMilli()) / 1000.0;
        switch (job.state()) {
            case RUNNING -> {
                values.putIfAbsent(JobMetric.UPTIME_SECONDS, inState);
                values.putIfAbsent(JobMetric.DOWNTIME_SECONDS, 0);
            }
            case FAILING, RESTARTING -> values.putIfAbsent(JobMetric.DOWNTIME_SECONDS, inState);
            default -> {
                // It is neither up nor down because of a failure.
            }
        }
    }

    private double backPressure(MeasuredJob job) {
        double greatest = Double.NaN;
        for (MeasuredVertex vertex : job.vertices.values()) {
            for (Cell cell : vertex.cells.fresh(Role.TASK_BACK_PRESSURE, round)) {
                double share = Math.min(1, Math.max(0, cell.value() / FULL_MS_PER_SECOND));
                greatest = Double.isNaN(greatest) ? share : Math.max(greatest, share);
            }
        }
        return greatest;
    }

    /** The greatest of the vertices of which every subtask is known. */
    private double dataSkew(MeasuredJob job, JobGraph graph) {
        Map<String, Integer> parallelism = new HashMap<>();
        graph.vertices().forEach(vertex -> parallelism.put(vertex.id(), vertex.parallelism()));
        double greatest = Double.NaN;
        for (MeasuredVertex vertex : job.vertices.values()) {
            double[] received = vertex.cells.fresh(Role.TASK_RECORDS_IN, round).stream()
                    .mapToDouble(Cell::increase)
                    .toArray();
            if (received.length == parallelism.getOrDefault(vertex.id, received.length)) {
                double skew = Skew.of(received);
                greatest = Double.isNaN(greatest) || skew > greatest ? skew : greatest;
            }
        }
        return greatest;
    }

    private void kafkaLag(MeasuredJob job, JobValues values) {
        double[] lags = job.vertices.values().stream()
                .flatMap(vertex -> vertex.operators.values().stream())
                .flatMap(operator -> operator.cells().fresh(Role.KAFKA_LAG, round).stream())
                .mapToDouble(Cell::value)
                // A consumer without partitions says NaN, and an older one minus infinity.
                .filter(Double::isFinite)
                .toArray();
        if (lags.length == 0) {
            return;
        }
        double sum = 0;
        double max = lags[0];
        double min = lags[0];
        for (double lag : lags) {
            sum += lag;
            max = Math.max(max, lag);
            min = Math.min(min, lag);
        }
        values.put(JobMetric.KAFKA_LAG_RECORDS_MAX, max);
        values.put(JobMetric.KAFKA_LAG_RECORDS_MIN, min);
        values.put(JobMetric.KAFKA_LAG_RECORDS_MEAN, sum / lags.length);
        values.put(JobMetric.KAFKA_LAG_RECORDS_SUM, sum);
    }

    private void latency(MeasuredJob job, JobValues values) {
        values.put(JobMetric.LATENCY_P50_SECONDS, greatestLatency(job, "0.5"));
        values.put(JobMetric.LATENCY_P99_SECONDS, greatestLatency(job, "0.99"));
        values.put(JobMetric.LATENCY_P999_SECONDS, greatestLatency(job, "0.999"));
        double[] medians = job.latencies.values().stream()
                .mapToDouble(operator -> operator.greatest("0.5", round))
                .filter(median -> !Double.isNaN(median))
                .toArray();
        if (medians.length > 0) {
            double sum = 0;
            for (double median : medians) {
                sum += median;
            }
            values.put(JobMetric.LATENCY_SUMMED_SECONDS, sum / 1000);
        }
    }

    private double greatestLatency(MeasuredJob job, String quantile) {
        return job.latencies.values().stream()
                        .mapToDouble(operator -> operator.greatest(quantile, round))
                        .filter(latency -> !Double.isNaN(latency))
                        .max()
                        .orElse(Double.NaN)
                / 1000;
    }

    private void checkpoints(MeasuredJob job, JobValues values) {
        values.put(JobMetric.CHECKPOINT_LAST_SIZE_BYTES, value(job, Role.CHECKPOINT_SIZE));
        values.put(JobMetric.CHECKPOINT_LAST_FULL_SIZE_BYTES, value(job, Role.CHECKPOINT_FULL_SIZE));
        values.put(JobMetric.CHECKPOINT_LAST_DURATION_SECONDS, value(job, Role.CHECKPOINT_DURATION) / 1000);
        values.put(JobMetric.CHECKPOINT_LAST_RESTORE_TIMESTAMP_SECONDS, value(job, Role.CHECKPOINT_RESTORED_AT) / 1000);
        values.put(JobMetric.CHECKPOINTS_TOTAL, value(job, Role.CHECKPOINTS));
        values.put(JobMetric.CHECKPOINTS_COMPLETED_TOTAL, value(job, Role.CHECKPOINTS_COMPLETED));
        values.put(JobMetric.CHECKPOINTS_FAILED_TOTAL, value(job, Role.CHECKPOINTS_FAILED));
        values.put(JobMetric.CHECKPOINTS_IN_PROGRESS, value(job, Role.CHECKPOINTS_IN_PROGRESS));
    }

    /** NaN when there is none in this round; Flink says -1 for what was not yet, or is no more. */
    private double value(MeasuredJob job, Role role) {
        List<Cell> cells = job.cells.fresh(role, round);
        return cells.isEmpty() || cells.get(0).value() < 0
                ? Double.NaN
                : cells.get(0).value();
    }
}
