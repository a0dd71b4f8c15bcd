package io.weir.rules.maintenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Windows in the database: one row a version, never changed. */
public final class SqlMaintenanceStore implements MaintenanceStore {
    private final Jdbi jdbi;

    public SqlMaintenanceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(MaintenanceWindow version) {
        return jdbi.inTransaction(handle -> {
            long newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM maintenance WHERE id = ?")
                    .bind(0, version.id())
                    .mapTo(Long.class)
                    .one();
            if (version.version() != newest + 1) {
                return false;
            }
            handle.execute(
                    "INSERT INTO maintenance (id, version, action, body, changed_by, changed_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    version.id(),
                    version.version(),
                    version.action().name(),
                    MaintenanceJson.write(version.maintenance()),
                    version.changedBy(),
                    version.changedAt().toEpochMilli());
            return true;
        });
    }

    @Override
    public List<MaintenanceWindow> current() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT * FROM maintenance AS m WHERE action <> 'DELETED'
                            AND version = (SELECT MAX(version) FROM maintenance WHERE id = m.id)
                        """).map(SqlMaintenanceStore::window).list());
    }

    @Override
    public List<MaintenanceWindow> versions(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM maintenance WHERE id = ? ORDER BY version DESC")
                        .bind(0, id)
                        .map(SqlMaintenanceStore::window)
                        .list());
    }

    @Override
    public int forgetDeletedBefore(Instant before) {
        return jdbi.inTransaction(handle -> {
            List<String> ids = handle.createQuery(
                            "SELECT id FROM maintenance WHERE action = 'DELETED' AND changed_at < ?")
                    .bind(0, before.toEpochMilli())
                    .mapTo(String.class)
                    .list();
            ids.forEach(id -> handle.execute("DELETE FROM maintenance WHERE id = ?", id));
            return ids.size();
        });
    }

    private static MaintenanceWindow window(ResultSet row, StatementContext context) throws SQLException {
        try {
            return new MaintenanceWindow(
                    row.getString("id"),
                    row.getLong("version"),
                    MaintenanceJson.read(row.getString("body")),
                    MaintenanceWindow.Action.valueOf(row.getString("action")),
                    row.getString("changed_by"),
                    Instant.ofEpochMilli(row.getLong("changed_at")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "maintenance window " + row.getString("id") + " cannot be read from weir.db", e);
        }
    }
}
