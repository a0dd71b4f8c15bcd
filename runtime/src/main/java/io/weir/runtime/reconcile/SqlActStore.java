package io.weir.runtime.reconcile;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Acts in the database. */
final class SqlActStore implements ActStore {
    private final Jdbi jdbi;

    SqlActStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(Act act) {
        jdbi.useHandle(handle -> handle.execute(
                """
                INSERT INTO act (deployment_id, kind, run_id, snapshot_id, wish, written_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (deployment_id) DO UPDATE SET kind = excluded.kind, run_id = excluded.run_id,
                    snapshot_id = excluded.snapshot_id, wish = excluded.wish, written_at = excluded.written_at
                """,
                act.deploymentId(),
                act.kind().name(),
                act.runId(),
                act.snapshotId(),
                act.wish(),
                act.at().toEpochMilli()));
    }

    @Override
    public Optional<Act> find(String deploymentId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM act WHERE deployment_id = ?")
                .bind(0, deploymentId)
                .map((row, context) -> new Act(
                        row.getString("deployment_id"),
                        Act.Kind.valueOf(row.getString("kind")),
                        row.getString("run_id"),
                        row.getString("snapshot_id"),
                        row.getLong("wish"),
                        Instant.ofEpochMilli(row.getLong("written_at"))))
                .findOne());
    }

    @Override
    public void done(String deploymentId) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM act WHERE deployment_id = ?", deploymentId));
    }
}
