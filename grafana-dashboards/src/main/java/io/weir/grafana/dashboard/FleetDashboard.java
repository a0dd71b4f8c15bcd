package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;
import static io.weir.grafana.dashboard.Panel.stat;
import static io.weir.grafana.dashboard.Panel.table;

import java.util.List;

/** All clusters and jobs: what needs a look. */
final class FleetDashboard {
    private FleetDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "fleet",
                "Flink fleet",
                "All clusters and jobs: what runs, what restarts, what is slow.",
                Store.PROMETHEUS,
                "/",
                Variable.of("cluster", "namespace"),
                List.of(now(), jobs(), clusters()));
    }

    private static Section now() {
        return Section.of(
                "Now",
                stat("Clusters", "short")
                        .note("Clusters with a JobManager whose page is read.")
                        .ask("count(count by (cluster) (flink_jobmanager_numRegisteredTaskManagers{<cluster>}))", ""),
                stat("Running jobs", "short").ask("sum(flink_jobmanager_numRunningJobs{<cluster>})", ""),
                stat("TaskManagers", "short").ask("sum(flink_jobmanager_numRegisteredTaskManagers{<cluster>})", ""),
                stat("Free slots", "short").ask("sum(flink_jobmanager_taskSlotsAvailable{<cluster>})", ""),
                stat("Restarts in the range", "short")
                        .ask(
                                "sum(max_over_time(flink_jobmanager_job_numRestarts{<cluster>}[$__range])"
                                        + " - min_over_time(flink_jobmanager_job_numRestarts{<cluster>}[$__range]))",
                                ""),
                stat("Failed checkpoints in the range", "short")
                        .ask(
                                "sum(max_over_time(flink_jobmanager_job_numberOfFailedCheckpoints{<cluster>}[$__range])"
                                        + " - min_over_time(flink_jobmanager_job_numberOfFailedCheckpoints{<cluster>}[$__range]))",
                                ""));
    }

    private static Section jobs() {
        return Section.of(
                "Jobs",
                table("Uptime", "ms")
                        .note("A job that restarts begins at 0 again.")
                        .ask(
                                "max by (cluster, namespace, job_name, job_id) (flink_jobmanager_job_uptime{<cluster>})",
                                ""),
                graph("Records out of tasks", "cps", 12)
                        .note("Records that all tasks of a job give out; a fall to 0 is a stop.")
                        .ask(
                                "sum by (cluster, job_name)"
                                        + " (flink_taskmanager_job_task_numRecordsOutPerSecond{<cluster>})",
                                "{{job_name}}"),
                graph("Back pressure", "percentunit", 12)
                        .note("Of each job the subtask that is back-pressured most, as a share of the time.")
                        .ask(
                                "max by (cluster, job_name)"
                                        + " (flink_taskmanager_job_task_backPressuredTimeMsPerSecond{<cluster>}) / 1000",
                                "{{job_name}}"),
                graph("Restarts", "short", 12)
                        .ask(
                                "max by (cluster, job_name) (flink_jobmanager_job_numRestarts{<cluster>})",
                                "{{job_name}}"),
                graph("Last checkpoint", "ms", 12)
                        .ask(
                                "max by (cluster, job_name) (flink_jobmanager_job_lastCheckpointDuration{<cluster>} >= 0)",
                                "{{job_name}}"));
    }

    private static Section clusters() {
        return Section.of(
                "Clusters",
                graph("TaskManagers", "short", 12)
                        .ask("max by (cluster) (flink_jobmanager_numRegisteredTaskManagers{<cluster>})", "{{cluster}}"),
                graph("Slots in use", "percentunit", 12)
                        .ask(
                                "1 - sum by (cluster) (flink_jobmanager_taskSlotsAvailable{<cluster>})"
                                        + " / sum by (cluster) (flink_jobmanager_taskSlotsTotal{<cluster>} > 0)",
                                "{{cluster}}"),
                graph("TaskManager CPU", "percentunit", 12)
                        .ask("max by (cluster) (flink_taskmanager_Status_JVM_CPU_Load{<cluster>} >= 0)", "{{cluster}}"),
                graph("TaskManager heap", "percentunit", 12)
                        .note("The fullest heap of each cluster.")
                        .ask(
                                "max by (cluster) (flink_taskmanager_Status_JVM_Memory_Heap_Used{<cluster>}"
                                        + " / (flink_taskmanager_Status_JVM_Memory_Heap_Max{<cluster>} > 0))",
                                "{{cluster}}"));
    }
}
