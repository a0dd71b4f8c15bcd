package io.weir.collector.jobmetrics;

import io.weir.collector.metric.Labels;
import java.util.List;
import java.util.regex.Pattern;

/** Which job. Its name is no part of that: a job that is submitted anew under its id may have another one. */
record JobKey(String cluster, String jobId) {
    /** What Flink's Prometheus reporter replaces in the values of labels. */
    private static final Pattern NOT_OF_LABELS = Pattern.compile("[^A-Za-z0-9:_]");

    /** What a series of the job says about the whole job. */
    private static final List<String> OF_JOB =
            List.of("cluster", "namespace", "deployment", "run", "job_id", "job_name");

    /** The labels of the job's own series, from those of one of its tasks or of its JobManager. */
    Labels labels(Labels series) {
        return series.only(OF_JOB);
    }

    /**
     * The labels while there is no series to take them from.
     *
     * @param jobName as REST tells it
     */
    Labels labels(String jobName) {
        return Labels.of(
                "cluster",
                cluster,
                "job_id",
                jobId,
                "job_name",
                NOT_OF_LABELS.matcher(jobName).replaceAll("_"));
    }
}
