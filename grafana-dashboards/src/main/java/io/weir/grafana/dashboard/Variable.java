package io.weir.grafana.dashboard;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A choice at the top of a dashboard, whose values are those of a label.
 *
 * @param label in Prometheus, and the tag in InfluxDB
 * @param series whose labels are read, in Prometheus
 * @param measurement the same in InfluxDB
 */
public record Variable(String name, String title, String label, String series, String measurement) {
    private static final String TM_LOAD = "flink_taskmanager_Status_JVM_CPU_Load";
    private static final String TM_LOAD_INFLUX = "taskmanager_Status_JVM_CPU_Load";
    private static final Map<String, Variable> KNOWN = Map.of(
            "cluster",
            new Variable("cluster", "Cluster", "cluster", TM_LOAD, TM_LOAD_INFLUX),
            "namespace",
            new Variable("namespace", "Namespace", "namespace", TM_LOAD + "{cluster=~\"$cluster\"}", TM_LOAD_INFLUX),
            "job",
            new Variable(
                    "job",
                    "Job",
                    "job_name",
                    Selector.expand("flink_jobmanager_job_uptime{<cluster>}"),
                    "jobmanager_job_uptime"),
            "run",
            new Variable(
                    "run",
                    "Run (job ID)",
                    "job_id",
                    Selector.expand("flink_jobmanager_job_uptime{<cluster>, job_name=~\"$job\"}"),
                    "jobmanager_job_uptime"),
            "taskmanager",
            new Variable(
                    "taskmanager", "TaskManager", "tm_id", Selector.expand(TM_LOAD + "{<cluster>}"), TM_LOAD_INFLUX),
            "vertex",
            new Variable(
                    "vertex",
                    "Vertex",
                    "task_name",
                    Selector.expand("flink_taskmanager_job_task_numRecordsOut{<job>}"),
                    "taskmanager_job_task_numRecordsOut"));

    static List<Variable> of(String... names) {
        return Stream.of(names).map(KNOWN::get).toList();
    }

    String query(Store store) {
        return store == Store.PROMETHEUS
                ? "label_values(" + series + ", " + label + ")"
                : "SHOW TAG VALUES FROM \"" + measurement + "\" WITH KEY = \"" + label + "\"";
    }
}
