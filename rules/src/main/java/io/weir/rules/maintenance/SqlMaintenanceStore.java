package io.weir.rules.maintenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weir.collector.database.VersionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Windows in the database: one row a version, never changed. */
public final class SqlMaintenanceStore implements MaintenanceStore {
    private final Jdbi jdbi;
    private final VersionRows<MaintenanceWindow> rows;

    public SqlMaintenanceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.rows = new VersionRows<>(jdbi, "maintenance", "id", SqlMaintenanceStore::window);
    }

    @Override
    public boolean add(MaintenanceWindow version) {
        return rows.add(
                version.id(),
                version.version(),
                version.changedBy(),
                version.changedAt(),
                Map.of("action", version.action().name(), "body", MaintenanceJson.write(version.maintenance())));
    }

    @Override
    public List<MaintenanceWindow> current() {
        return rows.newest().stream()
                .filter(version -> version.action() != MaintenanceWindow.Action.DELETED)
                .toList();
    }

    @Override
    public List<MaintenanceWindow> versions(String id) {
        return rows.versions(id);
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
