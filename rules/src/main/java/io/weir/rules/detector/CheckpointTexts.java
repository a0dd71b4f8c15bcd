package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Text;
import java.util.Map;
import java.util.Optional;

/** What is said about a failed checkpoint. */
final class CheckpointTexts {
    private static final Text DESCRIPTION = new Text(
            "One failure now and then is no emergency. But until a checkpoint completes, a failure of the job makes it process"
                    + " again everything since the last completed one.",
            "偶尔失败一次并不紧急。但在下一个检查点完成之前，作业一旦失败，就要从上一个完成的检查点开始重新处理全部数据。");

    private static final Text ADVICE = new Text(
            "Read the failure message and the logs at that time. \"Expired before completing\" means it was too slow: look for"
                    + " back pressure, a large state or a slow store, and only then raise the timeout. \"Declined\" or"
                    + " \"asynchronous task checkpoint failed\" means that a task could not write its part: look for its"
                    + " exception.",
            "请查看失败信息和当时的日志。“Expired before completing”表示太慢：先查反压、状态过大或存储过慢，再考虑调大超时。"
                    + "“Declined”或“Asynchronous task checkpoint failed”表示某个任务写不出自己的部分：请找它的异常。");

    private CheckpointTexts() {}

    /** Says how it failed, and how many did since the last completed one. */
    static Condition condition(CheckpointFinished finished, Optional<Event> before) {
        Checkpoint checkpoint = finished.checkpoint();
        String message = checkpoint.failureMessage();
        int failures = before.map(event -> Integer.parseInt(event.annotations().getOrDefault("failures", "0")))
                        .orElse(0)
                + 1;
        String times = failures == 1 ? "" : ", " + failures + " failed since the last completed one";
        String timesZh = failures == 1 ? "" : "，自上次完成以来已失败 " + failures + " 次";
        Text summary = new Text(
                finished.jobName() + ": checkpoint " + checkpoint.id() + " failed: "
                        + (message == null ? "no reason is given" : StackTraceText.headline(message)) + times,
                finished.jobName() + "：检查点 " + checkpoint.id() + " 失败："
                        + (message == null ? "未给出原因" : StackTraceText.headline(message)) + timesZh);
        return new Condition(
                new Subject(finished.cluster(), finished.jobId(), finished.jobName(), null, null, null),
                failures,
                summary,
                DESCRIPTION,
                ADVICE,
                Map.of(
                        "checkpoint_id", String.valueOf(checkpoint.id()),
                        "failures", String.valueOf(failures),
                        "failure_message", message == null ? "" : StackTraceText.kept(message)),
                finished.at());
    }
}
