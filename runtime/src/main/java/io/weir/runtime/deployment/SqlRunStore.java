package io.weir.runtime.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Runs in the database. */
public final class SqlRunStore implements RunStore {
    private final Jdbi jdbi;

    public SqlRunStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(Run run) {
        jdbi.useHandle(handle -> handle.execute(
                """
                INSERT INTO run (id, deployment_id, number, version, mode, cluster, job_id, state, restored_from,
                    allow_non_restored, checkpoints, started_at, running_at, ended_at, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, running_at = excluded.running_at,
                    ended_at = excluded.ended_at, reason = excluded.reason
                """,
                run.id(),
                run.deploymentId(),
                run.number(),
                run.version(),
                run.mode().name(),
                run.cluster(),
                run.jobId(),
                run.state().name(),
                run.restoredFrom(),
                run.allowNonRestored(),
                run.checkpoints(),
                run.startedAt().toEpochMilli(),
                SqlDeploymentStore.millis(run.runningAt()),
                SqlDeploymentStore.millis(run.endedAt()),
                run.reason()));
    }

    @Override
    public Optional<Run> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM run WHERE id = ?")
                .bind(0, id)
                .map(SqlRunStore::run)
                .findOne());
    }

    @Override
    public List<Run> of(String deploymentId, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM run WHERE deployment_id = ? ORDER BY number DESC LIMIT ?")
                        .bind(0, deploymentId)
                        .bind(1, limit)
                        .map(SqlRunStore::run)
                        .list());
    }

    @Override
    public void say(String runId, Instant at, String text) {
        jdbi.useTransaction(handle -> handle.execute("""
                INSERT INTO run_line (run_id, sequence, at, text)
                SELECT ?, COALESCE(MAX(sequence), 0) + 1, ?, ? FROM run_line WHERE run_id = ?
                HAVING COALESCE(MAX(sequence), 0) < ?
                """, runId, at.toEpochMilli(), text, runId, MOST_LINES));
    }

    @Override
    public List<RunLine> lines(String runId, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM run_line WHERE run_id = ? AND sequence > ? ORDER BY sequence LIMIT ?")
                .bind(0, runId)
                .bind(1, after)
                .bind(2, limit)
                .map((row, context) -> new RunLine(
                        row.getLong("sequence"), Instant.ofEpochMilli(row.getLong("at")), row.getString("text")))
                .list());
    }

    @Override
    public void keep(String deploymentId, int newest) {
        jdbi.useTransaction(handle -> {
            int last = handle.createQuery(
                            "SELECT number FROM run WHERE deployment_id = ? ORDER BY number DESC LIMIT 1 OFFSET ?")
                    .bind(0, deploymentId)
                    .bind(1, newest)
                    .mapTo(Integer.class)
                    .findOne()
                    .orElse(0);
            handle.execute(
                    "DELETE FROM run_line WHERE run_id IN (SELECT id FROM run WHERE deployment_id = ? AND number <= ?)",
                    deploymentId,
                    last);
            handle.execute("DELETE FROM run WHERE deployment_id = ? AND number <= ?", deploymentId, last);
        });
    }

    @Override
    public void forget(String deploymentId) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM run_line WHERE run_id IN (SELECT id FROM run WHERE deployment_id = ?)", deploymentId);
            handle.execute("DELETE FROM run WHERE deployment_id = ?", deploymentId);
        });
    }

    private static Run run(ResultSet row, StatementContext context) throws SQLException {
        return new Run(
                row.getString("id"),
                row.getString("deployment_id"),
                row.getInt("number"),
                row.getInt("version"),
                Mode.valueOf(row.getString("mode")),
                row.getString("cluster"),
                row.getString("job_id"),
                RunState.valueOf(row.getString("state")),
                row.getString("restored_from"),
                row.getBoolean("allow_non_restored"),
                row.getString("checkpoints"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                SqlDeploymentStore.instant(row, "running_at"),
                SqlDeploymentStore.instant(row, "ended_at"),
                row.getString("reason"));
    }
}
