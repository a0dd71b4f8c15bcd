package io.weir.diagnosis.standing;

import io.weir.collector.database.VersionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Standing queries in the database. */
public final class SqlStandingQueryStore implements StandingQueryStore {
    private final VersionRows<StandingQuery> rows;

    /** Over the tables of this module, migrated. */
    public SqlStandingQueryStore(Jdbi jdbi) {
        this.rows = new VersionRows<>(jdbi, "standing_query", "name", SqlStandingQueryStore::version);
    }

    @Override
    public boolean add(StandingQuery version) {
        Map<String, @Nullable String> columns = new HashMap<>();
        columns.put("query", version.query());
        columns.put("description", version.description());
        return rows.add(version.name(), version.version(), version.changedBy(), version.changedAt(), columns);
    }

    @Override
    public List<StandingQuery> current() {
        return rows.newest();
    }

    @Override
    public List<StandingQuery> versions(String name) {
        return rows.versions(name);
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
