package io.weir.rules.detector;

import io.weir.collector.flink.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that broke and is not known to be well again.
 *
 * @param since when it left RUNNING
 * @param failures how often it failed since
 * @param exception the first failure's text: in a restart loop the later ones are most often consequences; null when unknown
 * @param runningSince since when it says RUNNING again; null while it does not
 * @param explained whether it is a failure for certain: a restart without an exception may be a rescale
 */
record Outage(
        String cluster,
        String jobId,
        String jobName,
        Instant since,
        int failures,
        JobState state,
        @Nullable String exception,
        @Nullable Instant runningSince,
        boolean explained) {

    Outage failedAgain(JobState now, @Nullable String newException) {
        boolean again = runningSince != null;
        return new Outage(
                cluster,
                jobId,
                jobName,
                since,
                again ? failures + 1 : failures,
                now,
                exception == null ? newException : exception,
                null,
                explained || newException != null || now != JobState.RESTARTING);
    }

    Outage runningAgain(Instant at) {
        return new Outage(cluster, jobId, jobName, since, failures, JobState.RUNNING, exception, at, explained);
    }

    Outage because(String newException) {
        return exception != null
                ? this
                : new Outage(cluster, jobId, jobName, since, failures, state, newException, runningSince, true);
    }

    Outage unexplainedFailure() {
        return new Outage(cluster, jobId, jobName, since, failures, state, exception, runningSince, true);
    }
}
