package io.weir.diagnosis.health;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobCondition;
import io.weir.collector.flink.JobState;
import io.weir.collector.jobmetrics.JobMetric;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.diagnosis.health.JobHealth.Assessment;
import io.weir.diagnosis.health.JobHealth.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How a job came to run, and how it runs. */
final class RunAssessment {
    private static final Duration SLOW_START = Duration.ofMinutes(1);
    private static final Duration VERY_SLOW_START = Duration.ofMinutes(5);

    private RunAssessment() {}

    /** How long it last took from leaving RUNNING, or from being created, to RUNNING. */
    static Assessment start(Job job, List<JobStatusChanged> changes, Instant from, Instant now, boolean known) {
        Tally tally = new Tally(Group.START);
        if (!known && changes.isEmpty()) {
            return tally.missing("the cluster does not answer", "集群无应答").done();
        }
        if (job.state().isTerminal()) {
            return tally.missing("the job has ended", "作业已结束").done();
        }
        Duration longest = job.state() == JobState.RUNNING ? Duration.ZERO : Duration.between(job.since(), now);
        Instant left = job.startedAt();
        for (JobStatusChanged change : oldestFirst(changes)) {
            if (change.current() == JobState.RUNNING) {
                Duration took = Duration.between(left, change.at());
                if (!change.at().isBefore(from) && took.compareTo(longest) > 0) {
                    longest = took;
                }
            } else if (change.previous() == JobState.RUNNING) {
                left = change.at();
            }
        }
        int points = longest.compareTo(VERY_SLOW_START) > 0 ? 15 : longest.compareTo(SLOW_START) > 0 ? 5 : 0;
        String took = longest.toSeconds() + " s";
        return tally.costs(points, "it took " + took + " to run", "启动用时 " + took)
                .done();
    }

    /** Whether it runs, how often it failed, whether it is held up. */
    static Assessment running(
            ClusterState cluster,
            Job job,
            List<JobStatusChanged> changes,
            JobSamples figures,
            Instant from,
            boolean known) {
        Tally tally = new Tally(Group.RUNNING);
        if (known) {
            state(tally, cluster, job);
        } else {
            tally.missing("the cluster does not answer: its state is unknown", "集群无应答，作业状态未知");
        }
        int failures = (int) changes.stream()
                .filter(change -> !change.at().isBefore(from))
                .filter(change -> change.current() == JobState.RESTARTING || change.current() == JobState.FAILED)
                .filter(change -> change.previous() != change.current())
                .count();
        if (known || !changes.isEmpty()) {
            tally.costs(Math.min(40, 10 * failures), "it failed " + failures + " times", "失败 " + failures + " 次");
        }
        if (!job.state().isTerminal()) {
            tally.share(figures.mean(JobMetric.BACKPRESSURE_RATIO), 0.5, 0.8, 10, "mean back pressure", "平均反压");
        }
        return tally.done();
    }

    private static void state(Tally tally, ClusterState cluster, Job job) {
        switch (job.state()) {
            case RUNNING -> {
                JobCondition condition = cluster.condition(job);
                boolean contradicted = condition.contradictsState();
                tally.costs(
                        contradicted ? 40 : 0,
                        "it says RUNNING and does not run: " + condition,
                        "状态为 RUNNING 但并未运行：" + condition);
            }
            case FINISHED -> tally.assessed();
            case FAILED -> tally.costs(60, "it has failed", "作业已失败");
            case CANCELED -> tally.assessed();
            default -> tally.costs(40, "it is " + job.state(), "状态为 " + job.state());
        }
    }

    private static List<JobStatusChanged> oldestFirst(List<JobStatusChanged> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(JobStatusChanged::at))
                .toList();
    }
}
