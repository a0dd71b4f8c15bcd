package io.weir.web.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A way to break the demo.
 *
 * @param duration how long it lasts; zero for a single blow
 * @param events the rules that fire because of it
 */
public record DrillKind(
        String name,
        String title,
        String titleZh,
        String description,
        String descriptionZh,
        Duration duration,
        List<String> events) {
    /** Every drill. */
    public static final List<DrillKind> ALL = List.of(
            new DrillKind(
                    "kill-taskmanager",
                    "Kill a TaskManager",
                    "杀死一个 TaskManager",
                    "Sends SIGKILL to a TaskManager, as the kernel's OOM killer would. Weir starts it again and the jobs recover.",
                    "向一个 TaskManager 发送 SIGKILL，如同内核 OOM killer。Weir 会重新启动它，作业随之恢复。",
                    Duration.ZERO,
                    List.of("TaskManagerExitedAbnormally", "JobFailed")),
            new DrillKind(
                    "back-pressure",
                    "Back pressure",
                    "反压",
                    "The operator settle of payments becomes slow, so everything before it is back-pressured.",
                    "payments 的 settle 算子变慢，其上游全部反压。",
                    Duration.ofSeconds(90),
                    List.of("BackpressureSevere")),
            new DrillKind(
                    "checkpoint-failure",
                    "Failing checkpoints",
                    "检查点失败",
                    "The snapshots of settle in payments fail, so checkpoints are declined.",
                    "payments 的 settle 快照失败，检查点被拒绝。",
                    Duration.ofSeconds(60),
                    List.of("CheckpointFailed")),
            new DrillKind(
                    "job-failure",
                    "A failing job",
                    "作业失败",
                    "settle in payments throws, again after each restart, until the drill is over.",
                    "payments 的 settle 抛出异常，每次重启后再次抛出，直到演练结束。",
                    Duration.ofSeconds(45),
                    List.of("JobFailed")),
            new DrillKind(
                    "full-gc",
                    "Full GC",
                    "Full GC",
                    "A subtask of settle fills most of its TaskManager's heap and calls for full collections back to back.",
                    "settle 的一个子任务占满所在 TaskManager 的大部分堆，并持续触发 Full GC。",
                    Duration.ofSeconds(120),
                    List.of("TaskManagerFullGcTooLong")));

    /** A drill by its name. */
    public static Optional<DrillKind> of(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    public DrillKind {
        events = List.copyOf(events);
    }
}
