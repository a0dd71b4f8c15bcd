package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;
import static io.weir.grafana.dashboard.Panel.stat;

import java.util.List;

/** One job: does it keep up, and which of its steps does not. */
final class JobDashboard {
    private JobDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "job",
                "Flink job",
                "Whether a job keeps up, and which of its vertices does not.",
                Store.PROMETHEUS,
                "/jobs",
                Variable.of("cluster", "namespace", "job", "run"),
                List.of(now(), flow(), load(), time()));
    }

    private static Section now() {
        return Section.of(
                "Now",
                stat("Uptime", "ms").ask("max(flink_jobmanager_job_uptime{<job>})", ""),
                stat("Restarts", "short").ask("max(flink_jobmanager_job_numRestarts{<job>})", ""),
                stat("Down for", "ms").ask("max(flink_jobmanager_job_downtime{<job>})", ""),
                stat("Last checkpoint", "ms").ask("max(flink_jobmanager_job_lastCheckpointDuration{<job>} >= 0)", ""),
                stat("Failed checkpoints", "short")
                        .ask("max(flink_jobmanager_job_numberOfFailedCheckpoints{<job>})", ""),
                stat("Subtasks", "short")
                        .note("Subtasks whose pages are read.")
                        .ask("count(flink_taskmanager_job_task_numRecordsOut{<job>})", ""));
    }

    private static Section flow() {
        return Section.of(
                "Flow",
                graph("Records in", "cps", 12)
                        .ask(
                                "sum by (task_name) (flink_taskmanager_job_task_numRecordsInPerSecond{<job>})",
                                "{{task_name}}"),
                graph("Records out", "cps", 12)
                        .ask(
                                "sum by (task_name) (flink_taskmanager_job_task_numRecordsOutPerSecond{<job>})",
                                "{{task_name}}"),
                graph("Bytes in", "Bps", 12)
                        .ask(
                                "sum by (task_name) (flink_taskmanager_job_task_numBytesInPerSecond{<job>})",
                                "{{task_name}}"),
                graph("Bytes out", "Bps", 12)
                        .ask(
                                "sum by (task_name) (flink_taskmanager_job_task_numBytesOutPerSecond{<job>})",
                                "{{task_name}}"),
                graph("Errors of sources and sinks", "cps", 12)
                        .ask(
                                "sum by (operator_name)"
                                        + " (rate(flink_taskmanager_job_task_operator_numRecordsInErrors{<job>}[$__rate_interval]))",
                                "{{operator_name}} reading")
                        .ask(
                                "sum by (operator_name)"
                                        + " (rate(flink_taskmanager_job_task_operator_numRecordsSendErrors{<job>}[$__rate_interval]))",
                                "{{operator_name}} sending"),
                graph("Late records dropped", "cps", 12)
                        .ask(
                                "sum by (operator_name)"
                                        + " (rate(flink_taskmanager_job_task_operator_numLateRecordsDropped{<job>}[$__rate_interval]))",
                                "{{operator_name}}"));
    }

    private static Section load() {
        return Section.of(
                "Load",
                graph("Busy", "percentunit", 12)
                        .note(
                                "The busiest subtask of each vertex. The first busy vertex behind back-pressured ones is the root.")
                        .ask(
                                "max by (task_name) (flink_taskmanager_job_task_busyTimeMsPerSecond{<job>}) / 1000",
                                "{{task_name}}"),
                backPressure(12),
                graph("Skew of records between subtasks", "percentunit", 12)
                        .note(
                                "Standard deviation by mean of what the subtasks of a vertex received; under 10 % is weak.")
                        .ask(
                                "stddev by (task_name) (rate(flink_taskmanager_job_task_numRecordsIn{<job>}[$__rate_interval]))"
                                        + " / (avg by (task_name) (rate(flink_taskmanager_job_task_numRecordsIn{<job>}[$__rate_interval])) > 0)",
                                "{{task_name}}"),
                graph("Input buffers in use", "percentunit", 12)
                        .ask(
                                "max by (task_name) (flink_taskmanager_job_task_Shuffle_Netty_Input_Buffers_inPoolUsage{<job>})",
                                "{{task_name}}"));
    }

    private static Section time() {
        return Section.of(
                "Time",
                graph("Watermark lag of sources", "ms", 8)
                        .ask(
                                "max by (operator_name) (flink_taskmanager_job_task_operator_watermarkLag{<job>})",
                                "{{operator_name}}"),
                graph("Business delay", "ms", 8)
                        .ask(
                                "max by (operator_name)"
                                        + " (flink_taskmanager_job_task_operator_currentEmitEventTimeLag{<job>})",
                                "{{operator_name}}"),
                idleSources());
    }

    /** By vertex, each by its most held up subtask. */
    static Panel backPressure(int columns) {
        return graph("Back pressure", "percentunit", columns)
                .ask(
                        "max by (task_name) (flink_taskmanager_job_task_backPressuredTimeMsPerSecond{<job>}) / 1000",
                        "{{task_name}}");
    }

    /** By source, each by its least idle subtask. */
    static Panel idleSources() {
        return graph("Sources idle for", "ms", 8)
                .ask(
                        "min by (operator_name) (flink_taskmanager_job_task_operator_sourceIdleTime{<job>})",
                        "{{operator_name}}");
    }
}
