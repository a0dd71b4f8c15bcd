package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;
import static io.weir.grafana.dashboard.Panel.stat;

import java.util.List;

/** Checkpoints, and state in RocksDB. */
final class CheckpointDashboard {
    private static final String JOB = "flink_jobmanager_job_";

    private CheckpointDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "checkpoint",
                "Flink checkpoints and state",
                "Whether checkpoints complete, how long they take and why, and how RocksDB fares.",
                Store.PROMETHEUS,
                "/jobs",
                Variable.of("cluster", "namespace", "job", "run"),
                List.of(now(), checkpoints(), barriers(), rocksDb()));
    }

    private static Section now() {
        return Section.of(
                "Now",
                stat("Completed", "short").ask("sum(" + JOB + "numberOfCompletedCheckpoints{<job>})", ""),
                stat("Failed", "short").ask("sum(" + JOB + "numberOfFailedCheckpoints{<job>})", ""),
                stat("Under way", "short").ask("sum(" + JOB + "numberOfInProgressCheckpoints{<job>})", ""),
                stat("Since the last that completed", "s")
                        .note("What a failure now would read again.")
                        .ask("max(time() - (" + JOB + "lastCheckpointCompletedTimestamp{<job>} > 0) / 1000)", ""),
                stat("State", "bytes").ask("sum(" + JOB + "lastCheckpointFullSize{<job>} >= 0)", ""),
                stat("Written by the last", "bytes").ask("sum(" + JOB + "lastCheckpointSize{<job>} >= 0)", ""));
    }

    private static Section checkpoints() {
        return Section.of(
                "Checkpoints",
                graph("Duration", "ms", 12)
                        .ask("max by (job_name) (" + JOB + "lastCheckpointDuration{<job>} >= 0)", "{{job_name}}"),
                graph("Completed and failed", "short", 12)
                        .note("Within the interval of the graph.")
                        .ask(
                                "sum by (job_name) (increase(" + JOB
                                        + "numberOfCompletedCheckpoints{<job>}[$__rate_interval]))",
                                "{{job_name}} completed")
                        .ask(
                                "sum by (job_name) (increase(" + JOB
                                        + "numberOfFailedCheckpoints{<job>}[$__rate_interval]))",
                                "{{job_name}} failed"),
                graph("State and what was written", "bytes", 12)
                        .ask("max by (job_name) (" + JOB + "lastCheckpointFullSize{<job>} >= 0)", "{{job_name}} state")
                        .ask("max by (job_name) (" + JOB + "lastCheckpointSize{<job>} >= 0)", "{{job_name}} written"),
                graph("In-flight data", "bytes", 12)
                        .ask(
                                "max by (job_name) (" + JOB + "lastCheckpointPersistedData{<job>} >= 0)",
                                "{{job_name}} stored")
                        .ask(
                                "max by (job_name) (" + JOB + "lastCheckpointProcessedData{<job>} >= 0)",
                                "{{job_name}} processed while aligning"));
    }

    private static Section barriers() {
        return Section.of(
                "Why they take long",
                graph("Start delay", "ns", 8)
                        .ask(
                                "max by (task_name) (flink_taskmanager_job_task_checkpointStartDelayNanos{<job>})",
                                "{{task_name}}"),
                graph("Alignment", "ns", 8)
                        .ask(
                                "max by (task_name) (flink_taskmanager_job_task_checkpointAlignmentTime{<job>})",
                                "{{task_name}}"),
                JobDashboard.backPressure(8));
    }

    private static Section rocksDb() {
        return Section.of(
                "RocksDB (on with state.backend.rocksdb.metrics.*)",
                rocksDb("Delayed write rate", "Bps", "actual_delayed_write_rate", "Over 0: RocksDB slows writes down."),
                rocksDb("Writes stopped", "short", "is_write_stopped", "1: writes wait for a flush or a compaction."),
                rocksDb(
                        "Pending compaction",
                        "bytes",
                        "estimate_pending_compaction_bytes",
                        "What compactions still have to write."),
                rocksDb("Files of level 0", "short", "num_files_at_level0", "Every read looks into each of them."),
                rocksDb("Memtables", "bytes", "cur_size_all_mem_tables", "What is not flushed yet."),
                rocksDb("Live data", "bytes", "estimate_live_data_size", "An estimate of the state itself."),
                rocksDb("Block cache", "bytes", "block_cache_usage", "In use, pinned blocks included."),
                rocksDb(
                        "Background errors",
                        "short",
                        "background_errors",
                        "Over 0: flushes or compactions fail; see the logs."));
    }

    private static Panel rocksDb(String title, String unit, String property, String note) {
        return graph(title, unit, 6)
                .note(note)
                .ask(
                        "max by (job_name, operator_name)"
                                + " ({__name__=~\"flink_taskmanager_job_task_operator_(.+_)?rocksdb_" + property
                                + "\", <job>})",
                        "{{operator_name}}");
    }
}
