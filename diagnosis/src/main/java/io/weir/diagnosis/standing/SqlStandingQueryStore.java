package io.weir.diagnosis.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Standing queries in the database. */
public final class SqlStandingQueryStore implements StandingQueryStore {
    private final Jdbi jdbi;

    /** Over the tables of this module, migrated. */
    public SqlStandingQueryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(StandingQuery version) {
        return jdbi.inTransaction(handle -> {
            long newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM standing_query WHERE name = ?")
                    .bind(0, version.name())
                    .mapTo(Long.class)
                    .one();
            if (version.version() != newest + 1) {
                return false;
            }
            handle.execute(
                    "INSERT INTO standing_query (name, version, query, description, changed_by, changed_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    version.name(),
                    version.version(),
                    version.query(),
                    version.description(),
                    version.changedBy(),
                    version.changedAt().toEpochMilli());
            return true;
        });
    }

    @Override
    public List<StandingQuery> current() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                SELECT * FROM standing_query AS q
                    WHERE version = (SELECT MAX(version) FROM standing_query WHERE name = q.name) ORDER BY name
                """).map(SqlStandingQueryStore::version).list());
    }

    @Override
    public List<StandingQuery> versions(String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM standing_query WHERE name = ? ORDER BY version DESC")
                        .bind(0, name)
                        .map(SqlStandingQueryStore::version)
                        .list());
    }

    private static StandingQuery version(ResultSet row, StatementContext context) throws SQLException {
        return new StandingQuery(
                row.getString("name"),
                row.getLong("version"),
                row.getString("query"),
                row.getString("description"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
