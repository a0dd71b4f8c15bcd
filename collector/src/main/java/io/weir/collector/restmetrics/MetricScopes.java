package io.weir.collector.restmetrics;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.Subtask;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.Labels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cluster has metrics of, and with which labels the reporter would show them. */
final class MetricScopes {
    static final String JOBMANAGER = "jobmanager";

    private final ClusterState cluster;
    private final Labels own;
    private final String host;

    /** The scopes of a cluster whose series all bear its own labels. */
    MetricScopes(ClusterState cluster, Labels own) {
        this.cluster = cluster;
        this.own = own;
        String named = cluster.rest().getHost();
        this.host = ReporterName.sanitise(named == null ? "" : named);
    }

    /** The labels of one process, as a scraped target has them. */
    Labels process(String process) {
        return own.with(Labels.of(
                "cluster",
                cluster.name(),
                "instance",
                String.valueOf(cluster.rest().getAuthority()),
                "process",
                process));
    }

    MetricScope jobManager() {
        return MetricScope.of("/jobmanager/metrics", "flink_jobmanager", jobManagerLabels());
    }

    MetricScope taskManager(TaskManager taskManager) {
        return MetricScope.of(
                "/taskmanagers/" + URLEncoder.encode(taskManager.id(), StandardCharsets.UTF_8) + "/metrics",
                "flink_taskmanager",
                process(taskManager.id())
                        .with("tm_id", ReporterName.sanitise(taskManager.id()))
                        .with("host", host(taskManager)));
    }

    MetricScope job(Job job) {
        return MetricScope.of("/jobs/" + job.id() + "/metrics", MetricScope.JOB, withJob(jobManagerLabels(), job));
    }

    /** Source enumerators and their like; older versions of Flink do not know the path. */
    MetricScope coordinator(Job job, JobGraph.Vertex vertex) {
        String name = ReporterName.sanitise(vertex.name());
        return MetricScope.of(
                "/jobs/" + job.id() + "/vertices/" + vertex.id() + "/jm-operator-metrics",
                MetricScope.COORDINATOR,
                withJob(jobManagerLabels(), job)
                        .with("task_id", vertex.id())
                        .with("task_name", name)
                        .with("operator_name", name));
    }

    MetricScope vertex(Job job, JobGraph.Vertex vertex, FlinkRest rest) throws FlinkRestException {
        Map<String, TaskManager> taskManagers = new HashMap<>();
        cluster.taskManagers().forEach(one -> taskManagers.put(one.id(), one));
        Map<Integer, Map<String, String>> subtasks = new HashMap<>();
        for (Subtask subtask : rest.subtasks(job.id(), vertex.id())) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("subtask_index", Integer.toString(subtask.index()));
            labels.put("task_attempt_num", Integer.toString(subtask.attempt()));
            String id = subtask.taskManagerId();
            TaskManager taskManager = id == null ? null : taskManagers.get(id);
            if (id == null || taskManager == null) {
                // Without its process the series would not be the reporter's; the next list has it.
                continue;
            }
            labels.put("process", id);
            labels.put("tm_id", ReporterName.sanitise(id));
            labels.put("host", host(taskManager));
            subtasks.put(subtask.index(), labels);
        }
        Labels labels = withJob(process(""), job)
                .with("task_id", vertex.id())
                .with("task_name", ReporterName.sanitise(vertex.name()));
        return new MetricScope(
                vertexPath(job, vertex), "flink_taskmanager_job_task", labels, subtasks, operators(vertex.name()));
    }

    static String vertexPath(Job job, JobGraph.Vertex vertex) {
        return "/jobs/" + job.id() + "/vertices/" + vertex.id() + "/metrics";
    }

    /** The operators that a vertex' name lists, such as {@code Source: orders -> (parse, count -> Sink: Writer)}. */
    private static Map<String, String> operators(String vertexName) {
        Map<String, String> operators = new HashMap<>();
        List<String> names = new ArrayList<>(List.of(vertexName.split(" -> | --> ")));
        names.addAll(List.of(vertexName.split("[(),]| -> ")));
        for (String name : names) {
            String operator = name.strip();
            operators.put(ReporterName.restOperator(operator), ReporterName.sanitise(operator));
        }
        return operators;
    }

    private Labels jobManagerLabels() {
        return process(JOBMANAGER).with("host", host);
    }

    private static Labels withJob(Labels labels, Job job) {
        return labels.with("job_id", job.id()).with("job_name", ReporterName.sanitise(job.name()));
    }

    private static String host(TaskManager taskManager) {
        return ReporterName.sanitise(taskManager.host());
    }
}
