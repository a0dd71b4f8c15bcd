package io.weir.runtime.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Snapshots in the database. */
public final class SqlSnapshotStore implements SnapshotStore {
    private final Jdbi jdbi;

    public SqlSnapshotStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(Snapshot snapshot) {
        Instant ended = snapshot.endedAt();
        jdbi.useHandle(handle -> handle.execute(
                """
                INSERT INTO snapshot (id, deployment_id, run_id, version, kind, state, folder, path, description, asked_by,
                    asked_at, ended_at, cause)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, path = excluded.path, ended_at = excluded.ended_at,
                    cause = excluded.cause
                """,
                snapshot.id(),
                snapshot.deploymentId(),
                snapshot.runId(),
                snapshot.version(),
                snapshot.kind().name(),
                snapshot.state().name(),
                snapshot.folder(),
                snapshot.path(),
                snapshot.description(),
                snapshot.by(),
                snapshot.at().toEpochMilli(),
                ended == null ? null : ended.toEpochMilli(),
                snapshot.cause()));
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM snapshot WHERE id = ?")
                .bind(0, id)
                .map(SqlSnapshotStore::snapshot)
                .findOne());
    }

    @Override
    public List<Snapshot> of(String deploymentId, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM snapshot WHERE deployment_id = ? ORDER BY asked_at DESC, id LIMIT ?")
                .bind(0, deploymentId)
                .bind(1, limit)
                .map(SqlSnapshotStore::snapshot)
                .list());
    }

    @Override
    public List<Snapshot> creating(String deploymentId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM snapshot WHERE deployment_id = ? AND state = 'CREATING' ORDER BY asked_at")
                .bind(0, deploymentId)
                .map(SqlSnapshotStore::snapshot)
                .list());
    }

    @Override
    public void forget(String deploymentId) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM snapshot WHERE deployment_id = ?", deploymentId));
    }

    private static Snapshot snapshot(ResultSet row, StatementContext context) throws SQLException {
        long ended = row.getLong("ended_at");
        boolean open = row.wasNull();
        return new Snapshot(
                row.getString("id"),
                row.getString("deployment_id"),
                row.getString("run_id"),
                row.getInt("version"),
                Snapshot.Kind.valueOf(row.getString("kind")),
                Snapshot.State.valueOf(row.getString("state")),
                row.getString("folder"),
                row.getString("path"),
                row.getString("description"),
                row.getString("asked_by"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                open ? null : Instant.ofEpochMilli(ended),
                row.getString("cause"));
    }
}
