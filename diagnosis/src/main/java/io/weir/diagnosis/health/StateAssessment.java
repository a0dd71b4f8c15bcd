package io.weir.diagnosis.health;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.diagnosis.health.JobHealth.Assessment;
import io.weir.diagnosis.health.JobHealth.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a job's checkpoints went. */
final class StateAssessment {
    /** Two more than were due may be late for any reason. */
    private static final int LATE_INTERVALS = 3;

    private StateAssessment() {}

    static Assessment of(Job job, List<Checkpoint> checkpoints, Instant from, Instant now) {
        Tally tally = new Tally(Group.STATE);
        Job.CheckpointSettings settings = job.checkpointSettings();
        List<Checkpoint> lately = checkpoints.stream()
                .filter(each -> !each.savepoint())
                .filter(each -> !each.triggeredAt().isBefore(from))
                .toList();
        if (!settings.hasInterval() && lately.isEmpty()) {
            return tally.missing("checkpointing is off, or its settings are unknown", "未开启 checkpoint 或设置未知")
                    .done();
        }
        if (job.state().isTerminal() && lately.isEmpty()) {
            return tally.missing("the job has ended", "作业已结束").done();
        }
        int failed = count(lately, Checkpoint.Status.FAILED);
        tally.costs(Math.min(20, 5 * failed), failed + " checkpoints failed", failed + " 个 checkpoint 失败");
        Duration silent = Duration.between(from, now);
        Duration late = settings.interval().plus(settings.timeout()).multipliedBy(LATE_INTERVALS);
        boolean none = count(lately, Checkpoint.Status.COMPLETED) == 0;
        if (settings.hasInterval() && !job.state().isTerminal()) {
            tally.costs(
                    none && silent.compareTo(late) > 0 ? 15 : 0,
                    "no checkpoint completed in " + silent.toMinutes() + " min",
                    silent.toMinutes() + " 分钟内没有 checkpoint 完成");
        }
        double longest = lately.stream()
                .filter(each -> each.status() != Checkpoint.Status.FAILED)
                .mapToLong(each -> each.duration().toMillis())
                .max()
                .orElse(0);
        long timeout = settings.timeout().toMillis();
        if (timeout > 0) {
            boolean near = longest > timeout / 2.0;
            tally.costs(
                    near ? 5 : 0,
                    "a checkpoint took " + Math.round(longest / 1000) + " s of the " + timeout / 1000 + " s it may",
                    "checkpoint 用时 " + Math.round(longest / 1000) + " 秒，上限 " + timeout / 1000 + " 秒");
        }
        return tally.done();
    }

    private static int count(List<Checkpoint> checkpoints, Checkpoint.Status status) {
        return (int)
                checkpoints.stream().filter(each -> each.status() == status).count();
    }
}
