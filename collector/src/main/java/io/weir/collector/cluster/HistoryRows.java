package io.weir.collector.cluster;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.SavepointTriggered;
import io.weir.collector.signal.Signal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of the kinds of kept signals. */
final class HistoryRows {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private long sequence;

    HistoryRows(long highestSequence) {
        this.sequence = highestSequence;
    }

    static long highestSequence(Handle handle) {
        return handle.createQuery(
                        "SELECT COALESCE(MAX(seq), 0) FROM (SELECT MAX(seq) AS seq FROM collector_status_change"
                                + " UNION ALL SELECT MAX(seq) FROM collector_exception"
                                + " UNION ALL SELECT MAX(seq) FROM collector_checkpoint"
                                + " UNION ALL SELECT MAX(seq) FROM collector_savepoint) AS highest")
                .mapTo(Long.class)
                .one();
    }

    static String table(HistoryKey.Kind kind) {
        return switch (kind) {
            case STATUS_CHANGE -> "collector_status_change";
            case EXCEPTION -> "collector_exception";
            case CHECKPOINT -> "collector_checkpoint";
            case SAVEPOINT -> "collector_savepoint";
        };
    }

    /** True when the signal was not there before, or is of a kind that is not kept. */
    boolean insert(Handle handle, Signal signal) {
        sequence++;
        if (signal instanceof JobStatusChanged change) {
            return insert(handle, change);
        }
        if (signal instanceof JobExceptionRaised raised) {
            return insert(handle, raised);
        }
        if (signal instanceof CheckpointFinished finished) {
            return insert(handle, finished);
        }
        if (signal instanceof SavepointTriggered triggered) {
            return insert(handle, triggered);
        }
        return true;
    }

    private boolean insert(Handle handle, JobStatusChanged change) {
        JobState previous = change.previous();
        return 1
                == handle.execute(
                        "INSERT INTO collector_status_change (cluster, job_id, at_ms, current_state, seq, job_name,"
                                + " previous_state, root_exception, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"
                                + " ON CONFLICT DO NOTHING",
                        change.cluster(),
                        change.jobId(),
                        change.at().toEpochMilli(),
                        change.current().name(),
                        sequence,
                        change.jobName(),
                        previous == null ? null : previous.name(),
                        cut(change.rootException()));
    }

    private boolean insert(Handle handle, JobExceptionRaised raised) {
        JobException exception = raised.exception();
        return 1
                == handle.execute(
                        "INSERT INTO collector_exception (cluster, job_id, at_ms, digest, seq, job_name, class_name,"
                                + " stack_trace, task_name, task_manager_id, endpoint, told)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                        raised.cluster(),
                        raised.jobId(),
                        exception.at().toEpochMilli(),
                        HistoryKey.of(raised).orElseThrow().detail(),
                        sequence,
                        raised.jobName(),
                        exception.className(),
                        cut(exception.stackTrace()),
                        exception.taskName(),
                        exception.taskManagerId(),
                        exception.endpoint());
    }

    private boolean insert(Handle handle, CheckpointFinished finished) {
        Checkpoint checkpoint = finished.checkpoint();
        return 1
                == handle.execute(
                        "INSERT INTO collector_checkpoint (cluster, job_id, triggered_ms, checkpoint_id, seq, job_name,"
                                + " at_ms, status, savepoint, duration_ms, state_bytes, checkpointed_bytes,"
                                + " external_path, failure_message, told)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                        finished.cluster(),
                        finished.jobId(),
                        checkpoint.triggeredAt().toEpochMilli(),
                        checkpoint.id(),
                        sequence,
                        finished.jobName(),
                        finished.at().toEpochMilli(),
                        checkpoint.status().name(),
                        checkpoint.savepoint() ? 1 : 0,
                        checkpoint.duration().toMillis(),
                        checkpoint.stateSizeBytes(),
                        checkpoint.checkpointedSizeBytes(),
                        checkpoint.externalPath(),
                        cut(checkpoint.failureMessage()));
    }

    private boolean insert(Handle handle, SavepointTriggered triggered) {
        return 1
                == handle.execute(
                        "INSERT INTO collector_savepoint (cluster, job_id, at_ms, checkpoint_id, seq, job_name,"
                                + " told) VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                        triggered.cluster(),
                        triggered.jobId(),
                        triggered.at().toEpochMilli(),
                        triggered.savepointId(),
                        sequence,
                        triggered.jobName());
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= JobHistory.MAX_STACK_TRACE_CHARS
                ? text
                : text.substring(0, JobHistory.MAX_STACK_TRACE_CHARS);
    }

    static void markTold(Handle handle, HistoryKey key) {
        String set = "UPDATE " + table(key.kind()) + " SET told = 1 WHERE cluster = ? AND job_id = ? AND ";
        switch (key.kind()) {
            case STATUS_CHANGE ->
                handle.execute(
                        set + "at_ms = ? AND current_state = ?", key.cluster(), key.jobId(), key.atMs(), key.detail());
            case EXCEPTION ->
                handle.execute(set + "at_ms = ? AND digest = ?", key.cluster(), key.jobId(), key.atMs(), key.detail());
            case SAVEPOINT ->
                handle.execute(
                        set + "at_ms = ? AND checkpoint_id = ?",
                        key.cluster(),
                        key.jobId(),
                        key.atMs(),
                        Long.parseLong(key.detail()));
            case CHECKPOINT ->
                handle.execute(
                        set + "triggered_ms = ? AND checkpoint_id = ?",
                        key.cluster(),
                        key.jobId(),
                        key.atMs(),
                        Long.parseLong(key.detail()));
        }
    }

    static List<JobStatusChanged> statusChanges(Handle handle, String where, List<String> values, int limit) {
        return select(
                handle,
                "SELECT * FROM collector_status_change WHERE " + where + " ORDER BY at_ms DESC, seq DESC LIMIT ?",
                values,
                limit,
                (row, context) -> {
                    String previous = row.getString("previous_state");
                    return new JobStatusChanged(
                            row.getString("cluster"),
                            instant(row, "at_ms"),
                            row.getString("job_id"),
                            row.getString("job_name"),
                            previous == null ? null : JobState.valueOf(previous),
                            JobState.valueOf(row.getString("current_state")),
                            row.getString("root_exception"));
                });
    }

    static List<JobExceptionRaised> exceptions(Handle handle, String where, List<String> values, int limit) {
        return select(
                handle,
                "SELECT * FROM collector_exception WHERE " + where + " ORDER BY at_ms DESC, seq DESC LIMIT ?",
                values,
                limit,
                (row, context) -> new JobExceptionRaised(
                        row.getString("cluster"),
                        instant(row, "at_ms"),
                        row.getString("job_id"),
                        row.getString("job_name"),
                        new JobException(
                                instant(row, "at_ms"),
                                row.getString("class_name"),
                                row.getString("stack_trace"),
                                row.getString("task_name"),
                                row.getString("task_manager_id"),
                                row.getString("endpoint"))));
    }

    static List<CheckpointFinished> checkpoints(Handle handle, String where, List<String> values, int limit) {
        return select(
                handle,
                "SELECT * FROM collector_checkpoint WHERE " + where
                        + " ORDER BY triggered_ms DESC, checkpoint_id DESC LIMIT ?",
                values,
                limit,
                (row, context) -> new CheckpointFinished(
                        row.getString("cluster"),
                        instant(row, "at_ms"),
                        row.getString("job_id"),
                        row.getString("job_name"),
                        new Checkpoint(
                                row.getLong("checkpoint_id"),
                                Checkpoint.Status.valueOf(row.getString("status")),
                                row.getInt("savepoint") == 1,
                                instant(row, "triggered_ms"),
                                Duration.ofMillis(row.getLong("duration_ms")),
                                row.getLong("state_bytes"),
                                row.getLong("checkpointed_bytes"),
                                row.getString("external_path"),
                                row.getString("failure_message"))));
    }

    static List<SavepointTriggered> savepoints(Handle handle, String where, List<String> values, int limit) {
        return select(
                handle,
                "SELECT * FROM collector_savepoint WHERE " + where + " ORDER BY at_ms DESC, checkpoint_id DESC LIMIT ?",
                values,
                limit,
                (row, context) -> new SavepointTriggered(
                        row.getString("cluster"),
                        instant(row, "at_ms"),
                        row.getString("job_id"),
                        row.getString("job_name"),
                        row.getLong("checkpoint_id")));
    }

    private static <T> List<T> select(Handle handle, String sql, List<String> values, int limit, RowMapper<T> mapper) {
        Query query = handle.createQuery(sql);
        int at = 0;
        for (String value : values) {
            query.bind(at++, value);
        }
        return query.bind(at, limit < 0 ? NO_LIMIT : limit).map(mapper).list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
