package io.weir.web.api;

import io.weir.collector.flink.Job;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a job's overview. Metric names are Flink's, as the Prometheus reporter writes them: see <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.0/docs/ops/metrics/#system-metrics">system metrics</a>.
 */
final class Charts {
    /** {@code Chart} of openapi.yaml. */
    record Chart(
            String id,
            String title,
            String titleZh,
            String help,
            String helpZh,
            String unit,
            @Nullable Double max,
            List<Query> queries) {}

    /** A line, or one for each value of a label. */
    record Query(String expr, String legend) {}

    private static final String TASK = "flink_taskmanager_job_task_";
    private static final String BY_VERTEX = "{{task_name}}";
    private static final String BY_PROCESS = "{{process}}";

    private final String job;
    private final String cluster;
    private final Job of;
    private final String range;

    private Charts(Job of, Duration scrapeInterval) {
        this.of = of;
        this.cluster = "cluster=\"" + escaped(of.cluster()) + "\"";
        this.job = cluster + ",job_id=\"" + escaped(of.id()) + "\"";
        // A rate needs two samples even when one scrape is late and one fails.
        this.range = Math.max(60, scrapeInterval.toSeconds() * 4) + "s";
    }

    static List<Chart> of(Job job, Duration scrapeInterval) {
        return new Charts(job, scrapeInterval).all();
    }

    private List<Chart> all() {
        return List.of(
                chart(
                        "records-in",
                        "Records in",
                        "流入记录数",
                        "Records a second out of the sources (numRecordsOutPerSecond of the source vertices).",
                        "每秒从数据源流出的记录数（源节点的 numRecordsOutPerSecond）。",
                        "perSecond",
                        null,
                        new Query(sumByVertex("numRecordsOutPerSecond", JobView.sources(of)), BY_VERTEX)),
                chart(
                        "records-out",
                        "Records out",
                        "流出记录数",
                        "Records a second into the sinks (numRecordsInPerSecond of the sink vertices).",
                        "每秒写入下游的记录数（汇节点的 numRecordsInPerSecond）。",
                        "perSecond",
                        null,
                        new Query(sumByVertex("numRecordsInPerSecond", JobView.sinks(of)), BY_VERTEX)),
                chart(
                        "back-pressure",
                        "Back pressure",
                        "反压",
                        "Share of time a vertex cannot hand on what it made, highest subtask (backPressuredTimeMsPerSecond / 1000)."
                                + " The slow one is the first vertex after those that are back-pressured.",
                        "节点因下游处理不及而等待的时间占比，取最高的子任务（backPressuredTimeMsPerSecond / 1000）。瓶颈是反压节点之后的第一个节点。",
                        "share",
                        1.0,
                        new Query(maxByVertex("backPressuredTimeMsPerSecond") + " / 1000", BY_VERTEX)),
                chart(
                        "busy",
                        "Busy",
                        "繁忙度",
                        "Share of time a vertex works, highest subtask (busyTimeMsPerSecond / 1000). Near 1 it can take no more.",
                        "节点处于处理状态的时间占比，取最高的子任务（busyTimeMsPerSecond / 1000）。接近 1 表示已无余力。",
                        "share",
                        1.0,
                        new Query(maxByVertex("busyTimeMsPerSecond") + " / 1000", BY_VERTEX)),
                chart(
                        "checkpoint-duration",
                        "Checkpoint duration",
                        "检查点耗时",
                        "How long the last completed checkpoint took, end to end (lastCheckpointDuration).",
                        "最近一次完成的检查点的端到端耗时（lastCheckpointDuration）。",
                        "milliseconds",
                        null,
                        new Query("flink_jobmanager_job_lastCheckpointDuration{" + job + "} >= 0", "duration")),
                chart(
                        "checkpoint-size",
                        "Checkpoint size",
                        "检查点大小",
                        "What the last checkpoint wrote (lastCheckpointSize) and the whole state it stands for (lastCheckpointFullSize).",
                        "最近一次检查点写入的数据量（lastCheckpointSize）及其完整状态大小（lastCheckpointFullSize）。",
                        "bytes",
                        null,
                        new Query("flink_jobmanager_job_lastCheckpointSize{" + job + "} >= 0", "written"),
                        new Query("flink_jobmanager_job_lastCheckpointFullSize{" + job + "} >= 0", "whole state")),
                chart(
                        "restarts",
                        "Restarts",
                        "重启次数",
                        "How often the job restarted since it was submitted (numRestarts).",
                        "作业自提交以来的重启次数（numRestarts）。",
                        "count",
                        null,
                        new Query("flink_jobmanager_job_numRestarts{" + job + "}", "restarts")),
                chart(
                        "watermark-lag",
                        "Watermark lag",
                        "水位线延迟",
                        "How far the lowest input watermark of a vertex is behind now; nothing where there is no watermark yet.",
                        "节点最低输入水位线落后当前时间的时长；尚无水位线时不显示。",
                        "milliseconds",
                        null,
                        new Query(
                                "time() * 1000 - min by (task_name) (" + TASK + "currentInputWatermark{" + job
                                        + "} > 0)",
                                BY_VERTEX)),
                chart(
                        "network-buffers",
                        "Network buffers",
                        "网络缓冲区",
                        "How full a vertex's input buffers are, highest subtask (inPoolUsage). Near 1: it does not keep up.",
                        "节点输入缓冲区的占用比例，取最高的子任务（inPoolUsage）。接近 1 表示处理不及。",
                        "share",
                        1.0,
                        new Query(
                                "max by (task_name) ({__name__=~\"" + TASK
                                        + "(Shuffle_Netty_Input_Buffers|buffers)_inPoolUsage\"," + job + "})",
                                BY_VERTEX)),
                chart(
                        "heap",
                        "TaskManager heap",
                        "TaskManager 堆内存",
                        "Heap that is used, garbage included, for each TaskManager (Status.JVM.Memory.Heap.Used).",
                        "每个 TaskManager 已使用的堆内存（含可回收垃圾，Status.JVM.Memory.Heap.Used）。",
                        "bytes",
                        null,
                        new Query(
                                "sum by (process) (flink_taskmanager_Status_JVM_Memory_Heap_Used{" + cluster + "})",
                                BY_PROCESS)),
                chart(
                        "cpu",
                        "TaskManager CPU",
                        "TaskManager CPU",
                        "Share of the whole machine that each TaskManager's JVM uses (Status.JVM.CPU.Load).",
                        "每个 TaskManager 的 JVM 占用整机 CPU 的比例（Status.JVM.CPU.Load）。",
                        "share",
                        1.0,
                        new Query(
                                "max by (process) (flink_taskmanager_Status_JVM_CPU_Load{" + cluster + "})",
                                BY_PROCESS)),
                chart(
                        "gc",
                        "Garbage collection",
                        "垃圾回收",
                        "Share of time each TaskManager spends in garbage collection (rate of GarbageCollector.All.Time).",
                        "每个 TaskManager 用于垃圾回收的时间占比（GarbageCollector.All.Time 的变化率）。",
                        "share",
                        null,
                        new Query(
                                "sum by (process) (rate(flink_taskmanager_Status_JVM_GarbageCollector_All_Time{"
                                        + cluster + "}[" + range + "])) / 1000",
                                BY_PROCESS)));
    }

    private static Chart chart(
            String id,
            String title,
            String titleZh,
            String help,
            String helpZh,
            String unit,
            @Nullable Double max,
            Query... queries) {
        return new Chart(id, title, titleZh, help, helpZh, unit, max, List.of(queries));
    }

    private String maxByVertex(String metric) {
        return "max by (task_name) (" + TASK + metric + "{" + job + "})";
    }

    private String sumByVertex(String metric, Set<String> vertices) {
        String ids = String.join("|", new TreeSet<>(vertices));
        return "sum by (task_name) (" + TASK + metric + "{" + job + ",task_id=~\"" + ids + "\"})";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
