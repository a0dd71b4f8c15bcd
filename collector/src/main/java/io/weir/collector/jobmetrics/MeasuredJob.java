package io.weir.collector.jobmetrics;

import io.weir.collector.metric.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job with samples, as the series of its tasks and of its JobManager tell it. */
final class MeasuredJob {
    final JobKey key;
    final Cells cells = new Cells();
    final Map<String, MeasuredVertex> vertices = new HashMap<>();

    /** Of latency markers, by operator. */
    final Map<String, Latencies> latencies = new HashMap<>();

    /** Where its tasks ran in the round {@code heardIn}. */
    final Set<MeasuredProcess> taskManagers = new HashSet<>();

    @Nullable
    MeasuredProcess jobManager;

    /** What the series say of the job's name and place. */
    Labels labels = Labels.EMPTY;

    private long heardIn = -1;
    private boolean labelledByJobManager;
    private long labelledAtMs;

    MeasuredJob(JobKey key) {
        this.key = key;
    }

    MeasuredVertex vertex(String id) {
        return vertices.computeIfAbsent(id, MeasuredVertex::new);
    }

    /** Something of the job was told in this round. */
    void heard(long round, Labels ofJob) {
        begin(round);
        if (labels.isEmpty()) {
            labels = ofJob;
        }
    }

    /** A task told something in this round, and so where it runs. */
    void heardOfTask(long round, Labels ofJob, long atMs, MeasuredProcess taskManager) {
        begin(round);
        taskManagers.add(taskManager);
        if (!labelledByJobManager && atMs >= labelledAtMs) {
            labelledAtMs = atMs;
            labels = ofJob;
        }
    }

    /** The JobManager told something in this round; what it calls the job goes before what tasks call it. */
    void heardOfJob(long round, Labels ofJob, long atMs, MeasuredProcess process) {
        begin(round);
        if (!labelledByJobManager || atMs >= labelledAtMs) {
            labelledByJobManager = true;
            labelledAtMs = atMs;
            labels = ofJob;
            jobManager = process;
        }
    }

    private void begin(long round) {
        if (heardIn != round) {
            heardIn = round;
            labelledByJobManager = false;
            labelledAtMs = Long.MIN_VALUE;
            taskManagers.clear();
            jobManager = null;
        }
    }

    boolean isHeard(long round) {
        return heardIn == round;
    }
}
