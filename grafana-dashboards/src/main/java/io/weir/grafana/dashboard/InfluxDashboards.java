package io.weir.grafana.dashboard;

import java.util.List;

/** The main three for InfluxDB: measurements, tags and fields are those of Weir's sink and of Flink's own reporter. */
final class InfluxDashboards {
    private static final String JOB = "jobmanager_job_";
    private static final String TASK = "taskmanager_job_task_";
    private static final String JM = "jobmanager_Status_";
    private static final String TM = "taskmanager_Status_";

    private InfluxDashboards() {}

    static Dashboard fleet() {
        return new Dashboard(
                "fleet",
                "Flink fleet (InfluxDB)",
                "All clusters and jobs: what runs, what restarts, what is slow.",
                Store.INFLUXDB,
                "/",
                Variable.of("cluster", "namespace"),
                List.of(
                        Section.of(
                                "Clusters",
                                graph(
                                        "TaskManagers",
                                        "short",
                                        "last(\"value\")",
                                        "jobmanager_numRegisteredTaskManagers",
                                        CLUSTER,
                                        "cluster"),
                                graph(
                                        "Running jobs",
                                        "short",
                                        "last(\"value\")",
                                        "jobmanager_numRunningJobs",
                                        CLUSTER,
                                        "cluster"),
                                graph(
                                        "Free slots",
                                        "short",
                                        "last(\"value\")",
                                        "jobmanager_taskSlotsAvailable",
                                        CLUSTER,
                                        "cluster"),
                                graph(
                                        "TaskManager CPU",
                                        "percentunit",
                                        "max(\"value\")",
                                        TM + "JVM_CPU_Load",
                                        CLUSTER,
                                        "cluster")),
                        Section.of(
                                "Jobs",
                                graph("Restarts", "short", "max(\"value\")", JOB + "numRestarts", CLUSTER, "job_name"),
                                graph("Uptime", "ms", "max(\"value\")", JOB + "uptime", CLUSTER, "job_name"),
                                graph(
                                        "Back pressure",
                                        "percentunit",
                                        "max(\"value\") / 1000",
                                        TASK + "backPressuredTimeMsPerSecond",
                                        CLUSTER,
                                        "job_name"),
                                graph(
                                        "Last checkpoint",
                                        "ms",
                                        "max(\"value\")",
                                        JOB + "lastCheckpointDuration",
                                        CLUSTER,
                                        "job_name"))));
    }

    static Dashboard job() {
        return new Dashboard(
                "job",
                "Flink job (InfluxDB)",
                "Whether a job keeps up, and which of its vertices does not.",
                Store.INFLUXDB,
                "/jobs",
                Variable.of("cluster", "namespace", "job", "run"),
                List.of(
                        Section.of(
                                "Flow",
                                sumOfSubtasks("Records in", "cps", "rate", "numRecordsInPerSecond"),
                                sumOfSubtasks("Records out", "cps", "rate", "numRecordsOutPerSecond"),
                                graph(
                                        "Busy",
                                        "percentunit",
                                        "max(\"value\") / 1000",
                                        TASK + "busyTimeMsPerSecond",
                                        SELECTED_JOB,
                                        "task_name"),
                                graph(
                                        "Back pressure",
                                        "percentunit",
                                        "max(\"value\") / 1000",
                                        TASK + "backPressuredTimeMsPerSecond",
                                        SELECTED_JOB,
                                        "task_name"),
                                graph(
                                        "Input buffers in use",
                                        "percentunit",
                                        "max(\"value\")",
                                        TASK + "Shuffle_Netty_Input_Buffers_inPoolUsage",
                                        SELECTED_JOB,
                                        "task_name"),
                                graph(
                                        "Watermark lag of sources",
                                        "ms",
                                        "max(\"value\")",
                                        TASK + "operator_watermarkLag",
                                        SELECTED_JOB,
                                        "operator_name")),
                        Section.of(
                                "Checkpoints and restarts",
                                graph(
                                        "Checkpoint duration",
                                        "ms",
                                        "max(\"value\")",
                                        JOB + "lastCheckpointDuration",
                                        SELECTED_JOB,
                                        "job_name"),
                                graph(
                                        "State",
                                        "bytes",
                                        "max(\"value\")",
                                        JOB + "lastCheckpointFullSize",
                                        SELECTED_JOB,
                                        "job_name"),
                                graph(
                                        "Failed checkpoints",
                                        "short",
                                        "max(\"value\")",
                                        JOB + "numberOfFailedCheckpoints",
                                        SELECTED_JOB,
                                        "job_name"),
                                graph(
                                        "Restarts",
                                        "short",
                                        "max(\"value\")",
                                        JOB + "numRestarts",
                                        SELECTED_JOB,
                                        "job_name"))));
    }

    static Dashboard process() {
        return new Dashboard(
                "process",
                "Flink JobManager and TaskManager (InfluxDB)",
                "CPU, memory, garbage collection and network buffers of each process.",
                Store.INFLUXDB,
                "/clusters",
                Variable.of("cluster", "namespace", "taskmanager"),
                List.of(
                        Section.of(
                                "JobManager",
                                graph("CPU", "percentunit", "max(\"value\")", JM + "JVM_CPU_Load", CLUSTER, "host"),
                                graph(
                                        "Heap in use",
                                        "bytes",
                                        "max(\"value\")",
                                        JM + "JVM_Memory_Heap_Used",
                                        CLUSTER,
                                        "host"),
                                graph(
                                        "Metaspace in use",
                                        "bytes",
                                        "max(\"value\")",
                                        JM + "JVM_Memory_Metaspace_Used",
                                        CLUSTER,
                                        "host"),
                                collections("Garbage collection", JM, CLUSTER, "host")),
                        Section.of(
                                "TaskManager",
                                graph("CPU", "percentunit", "max(\"value\")", TM + "JVM_CPU_Load", ONE_TM, "tm_id"),
                                graph(
                                        "Heap in use",
                                        "bytes",
                                        "max(\"value\")",
                                        TM + "JVM_Memory_Heap_Used",
                                        ONE_TM,
                                        "tm_id"),
                                graph(
                                        "Metaspace in use",
                                        "bytes",
                                        "max(\"value\")",
                                        TM + "JVM_Memory_Metaspace_Used",
                                        ONE_TM,
                                        "tm_id"),
                                collections("Garbage collection", TM, ONE_TM, "tm_id"),
                                graph(
                                        "Direct memory",
                                        "bytes",
                                        "max(\"value\")",
                                        TM + "JVM_Memory_Direct_MemoryUsed",
                                        ONE_TM,
                                        "tm_id"),
                                graph(
                                        "Managed memory in use",
                                        "bytes",
                                        "max(\"value\")",
                                        TM + "Flink_Memory_Managed_Used",
                                        ONE_TM,
                                        "tm_id"),
                                graph(
                                        "Network memory in use",
                                        "bytes",
                                        "max(\"value\")",
                                        TM + "Shuffle_Netty_UsedMemory",
                                        ONE_TM,
                                        "tm_id"),
                                graph(
                                        "Threads",
                                        "short",
                                        "max(\"value\")",
                                        TM + "JVM_Threads_Count",
                                        ONE_TM,
                                        "tm_id"))));
    }

    private static final String CLUSTER = "<i:cluster>";
    private static final String SELECTED_JOB = "<i:job>";
    private static final String ONE_TM = "<i:tm>";

    private static Panel graph(String title, String unit, String select, String measurement, String where, String tag) {
        return Panel.graph(title, unit, 12)
                .ask(
                        "SELECT " + select + " FROM \"" + measurement + "\" WHERE " + where
                                + " AND $timeFilter GROUP BY time($__interval), \"" + tag + "\" fill(none)",
                        "$tag_" + tag);
    }

    /** InfluxQL sums points, and there are several of a subtask in an interval: so the mean of each subtask first. */
    private static Panel sumOfSubtasks(String title, String unit, String field, String metric) {
        return Panel.graph(title, unit, 12)
                .ask(
                        "SELECT sum(\"each\") FROM (SELECT mean(\"" + field + "\") AS \"each\" FROM \"" + TASK + metric
                                + "\" WHERE "
                                + SELECTED_JOB
                                + " AND $timeFilter GROUP BY time($__interval), \"task_name\", \"subtask_index\")"
                                + " WHERE $timeFilter GROUP BY time($__interval), \"task_name\" fill(none)",
                        "$tag_task_name");
    }

    private static Panel collections(String title, String prefix, String where, String tag) {
        return Panel.graph(title, "percentunit", 12)
                .note("Share of the time that collections take.")
                .ask(
                        "SELECT non_negative_derivative(max(\"value\"), 1s) / 1000 FROM \"" + prefix
                                + "JVM_GarbageCollector_All_Time\" WHERE " + where
                                + " AND $timeFilter GROUP BY time($__interval), \"" + tag + "\" fill(none)",
                        "$tag_" + tag);
    }
}
