package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;

import java.util.List;

/** Subtask by subtask. */
final class TaskDashboard {
    private static final String TASK = "flink_taskmanager_job_task_";
    private static final String LEGEND = "{{task_name}} {{subtask_index}}";
    private static final String EACH = "max by (task_name, subtask_index) (";

    private TaskDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "task",
                "Flink tasks in detail",
                "Every subtask of a vertex, to tell one that is hot from all that are.",
                Store.PROMETHEUS,
                "/jobs",
                Variable.of("cluster", "namespace", "job", "run", "taskmanager", "vertex"),
                List.of(load(), flow(), buffers(), barriers()));
    }

    private static Section load() {
        return Section.of(
                "Load",
                each("Busy", "percentunit", "busyTimeMsPerSecond", " / 1000"),
                each("Idle", "percentunit", "idleTimeMsPerSecond", " / 1000"),
                each("Back pressure, soft", "percentunit", "softBackPressuredTimeMsPerSecond", " / 1000"),
                each("Back pressure, hard", "percentunit", "hardBackPressuredTimeMsPerSecond", " / 1000"),
                each("Mailbox queue", "short", "mailboxQueueSize", ""),
                graph("Mailbox latency", "ms", 12)
                        .note("The 0.99 quantile. A long wait is a long step of user code.")
                        .ask(EACH + TASK + "mailboxLatencyMs{quantile=\"0.99\", <task>})", LEGEND));
    }

    private static Section flow() {
        return Section.of(
                "Flow",
                each("Records in", "cps", "numRecordsInPerSecond", ""),
                each("Records out", "cps", "numRecordsOutPerSecond", ""),
                graph("Input watermark behind now", "s", 12)
                        .note("No line where a subtask has no watermark yet.")
                        .ask("time() - " + EACH + TASK + "currentInputWatermark{<task>} > 0) / 1000", LEGEND),
                graph("Subtask moved or restarted", "short", 12)
                        .note("The attempt that runs; a step is a restart.")
                        .ask(
                                "count by (task_name, subtask_index, task_attempt_num, tm_id) (" + TASK
                                        + "numRecordsOut{<task>})",
                                LEGEND + " attempt {{task_attempt_num}} on {{tm_id}}"));
    }

    private static Section buffers() {
        return Section.of(
                "Buffers",
                each("Input pool in use", "percentunit", "Shuffle_Netty_Input_Buffers_inPoolUsage", ""),
                each("Output pool in use", "percentunit", "Shuffle_Netty_Output_Buffers_outPoolUsage", ""),
                each("Input queue", "short", "Shuffle_Netty_Input_Buffers_inputQueueLength", ""),
                each("Output queue", "short", "Shuffle_Netty_Output_Buffers_outputQueueLength", ""));
    }

    private static Section barriers() {
        return Section.of(
                "Barriers and state",
                each("Checkpoint start delay", "ns", "checkpointStartDelayNanos", ""),
                each("Checkpoint alignment", "ns", "checkpointAlignmentTime", ""),
                each("Initialisation", "ms", "initializationTime", " >= 0"));
    }

    private static Panel each(String title, String unit, String metric, String then) {
        return graph(title, unit, 12).ask(EACH + TASK + metric + "{<task>})" + then, LEGEND);
    }
}
