package io.weir.diagnosis.checkpoint;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.diagnosis.checkpoint.CheckpointFindings.Late;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.rule.Text;
import org.jspecify.annotations.Nullable;

/** What findings on checkpoints say. */
final class CheckpointTexts {
    private CheckpointTexts() {}

    static Said failed(
            Job job,
            Outcome outcome,
            int count,
            Checkpoint newest,
            @Nullable Late late,
            SnapshotThreads.@Nullable Stuck stuck,
            JobGraph.@Nullable Vertex decliner,
            String cause,
            boolean noneCompleted) {
        Text how =
                switch (outcome) {
                    case EXPIRED ->
                        new Text(
                                "expired after " + newest.duration().toMillis() + " ms",
                                "超过 " + newest.duration().toMillis() + " 毫秒未完成");
                    case DECLINED -> new Text("were declined", "被拒绝（declined）");
                    default -> new Text("failed", "失败");
                };
        Text where = how;
        if (stuck != null) {
            where = joined(how, waitingFor(stuck.vertex()));
        } else if (late != null) {
            where = joined(how, where(late));
        } else if (decliner != null) {
            where = joined(how, by(decliner));
        }
        Text why = stuck == null
                ? why(newest, late, cause)
                : new Text(
                        "'" + stuck.vertex().name() + "' is in the synchronous part of its snapshot, in "
                                + stuck.frame(),
                        "“" + stuck.vertex().name() + "”停在快照的同步阶段，位于 " + stuck.frame());
        return new Said(
                new Text(
                        job.name() + ": " + count + " checkpoints " + where.en() + ": " + why.en(),
                        job.name() + "：" + count + " 个检查点" + where.zh() + "：" + why.zh()),
                why,
                noneCompleted
                        ? new Text(
                                "No checkpoint completed in this time; after a failure the job starts far back.",
                                "期间没有检查点完成；故障后作业将从很早处恢复。")
                        : new Text("After a failure the job replays more than usual.", "故障后需重放更多数据。"),
                advice(outcome, late));
    }

    private static Text joined(Text some, Text more) {
        return new Text(some.en() + more.en(), some.zh() + more.zh());
    }

    private static Text waitingFor(JobGraph.Vertex vertex) {
        return new Text(", waiting for '" + vertex.name() + "'", "，等待“" + vertex.name() + "”");
    }

    private static Text by(JobGraph.Vertex vertex) {
        return new Text(", by '" + vertex.name() + "'", "，出自“" + vertex.name() + "”");
    }

    private static Text where(Late late) {
        return new Text(
                ", waiting for '" + late.vertex().name() + "' (" + late.acknowledged() + " of " + late.subtasks()
                        + " subtasks answered)",
                "，等待“" + late.vertex().name() + "”（" + late.subtasks() + " 个子任务中 " + late.acknowledged() + " 个已应答）");
    }

    private static Text why(Checkpoint newest, @Nullable Late late, String cause) {
        if (!cause.isEmpty()) {
            return new Text(cause, cause);
        }
        if (late != null && late.hasPhase()) {
            return phase(late);
        }
        String message = newest.failureMessage();
        if (late != null && late.acknowledged() < late.subtasks()) {
            return new Text(
                    "'" + late.vertex().name() + "' did not make its snapshot in time",
                    "“" + late.vertex().name() + "”未能按时完成快照");
        }
        String said = message == null ? "Flink says no cause" : message;
        return new Text(said, said);
    }

    private static Text phase(Late late) {
        String time = late.dominant().millis() + " of " + late.dominant().allMillis() + " ms";
        String subtask =
                "subtask " + late.dominant().subtask() + " of '" + late.vertex().name() + "'";
        String zh = "“" + late.vertex().name() + "”的子任务 " + late.dominant().subtask() + " 有 "
                + late.dominant().millis() + "/" + late.dominant().allMillis() + " 毫秒";
        return switch (late.dominant().phase()) {
            case START_DELAY ->
                new Text(subtask + " got the barrier late: " + time + " before it began", zh + "在等待 barrier 到达");
            case ALIGNMENT ->
                new Text(
                        subtask + " waited for the barriers of its other inputs: " + time + " of alignment",
                        zh + "用于 barrier 对齐");
            case SYNC ->
                new Text(
                        subtask + " took " + time + " in the synchronous part, in which no record is processed",
                        zh + "用于同步阶段（期间不处理数据）");
            case ASYNC ->
                new Text(subtask + " took " + time + " to write its state (asynchronous part)", zh + "用于写出状态（异步阶段）");
        };
    }

    private static Text advice(Outcome outcome, @Nullable Late late) {
        if (late != null && late.hasPhase()) {
            return switch (late.dominant().phase()) {
                case START_DELAY, ALIGNMENT ->
                    new Text(
                            "Barriers wait behind records: remove the back pressure, or use unaligned checkpoints or buffer debloating.",
                            "barrier 排在数据之后：消除反压，或使用非对齐检查点、buffer debloating。");
                case SYNC ->
                    new Text(
                            "Take slow work out of snapshotState; use incremental RocksDB checkpoints.",
                            "把慢操作移出 snapshotState；使用 RocksDB 增量检查点。");
                case ASYNC ->
                    new Text(
                            "Look at the checkpoint storage's speed; use incremental checkpoints or less state.",
                            "检查检查点存储的速度；使用增量检查点或减小状态。");
            };
        }
        return switch (outcome) {
            case EXPIRED ->
                new Text(
                        "Look at what that vertex does in snapshotState and whether it is back-pressured; raise the timeout last.",
                        "检查该算子的 snapshotState 与反压；最后才调大超时。");
            default ->
                new Text(
                        "Repair what the cause names: storage, permissions, disk, or the operator's snapshot.",
                        "修复原因所指：存储、权限、磁盘或算子的快照。");
        };
    }

    static Said slow(Job job, Checkpoint slow, long usualMillis, @Nullable Late late) {
        long millis = slow.duration().toMillis();
        Text why = late != null && late.hasPhase()
                ? phase(late)
                : new Text("Flink tells no phases of it any more", "Flink 已不再提供其各阶段耗时");
        return new Said(
                new Text(
                        job.name() + ": checkpoint " + slow.id() + " took " + millis + " ms, usually " + usualMillis
                                + " ms: " + why.en(),
                        job.name() + "：检查点 " + slow.id() + " 耗时 " + millis + " 毫秒，平时 " + usualMillis + " 毫秒："
                                + why.zh()),
                why,
                new Text("Recovery starts further back, and the timeout comes nearer.", "恢复点更早，且接近超时。"),
                advice(Outcome.EXPIRED, late));
    }
}
