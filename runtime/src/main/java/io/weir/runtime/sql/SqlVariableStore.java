package io.weir.runtime.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Variables in the database; hidden values are sealed there. */
public final class SqlVariableStore implements VariableStore {
    private static final String COLUMNS =
            "SELECT workspace, name, value, hidden, description, changed_by, changed_at FROM workspace_variable";

    private final Jdbi jdbi;
    private final Seal seal;

    public SqlVariableStore(Jdbi jdbi, Seal seal) {
        this.jdbi = jdbi;
        this.seal = seal;
    }

    @Override
    public List<Variable> of(String workspace) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " WHERE workspace = :workspace ORDER BY name")
                .bind("workspace", workspace)
                .map(this::read)
                .list());
    }

    @Override
    public List<String> hidden() {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " WHERE hidden = 1")
                .map(this::read)
                .map(Variable::value)
                .list());
    }

    @Override
    public Optional<Variable> find(String workspace, String name) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " WHERE workspace = :workspace AND name = :name")
                .bind("workspace", workspace)
                .bind("name", name)
                .map(this::read)
                .findOne());
    }

    @Override
    public void put(Variable variable) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO workspace_variable (workspace, name, value, hidden, description, changed_by, changed_at)
                        VALUES (:workspace, :name, :value, :hidden, :description, :by, :at)
                        ON CONFLICT (workspace, name) DO UPDATE SET value = excluded.value, hidden = excluded.hidden,
                          description = excluded.description, changed_by = excluded.changed_by,
                          changed_at = excluded.changed_at""")
                .bind("workspace", variable.workspace())
                .bind("name", variable.name())
                .bind("value", variable.hidden() ? seal.close(variable.value()) : variable.value())
                .bind("hidden", variable.hidden() ? 1 : 0)
                .bind("description", variable.description())
                .bind("by", variable.by())
                .bind("at", variable.at().toEpochMilli())
                .execute());
    }

    @Override
    public boolean delete(String workspace, String name) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("DELETE FROM workspace_variable WHERE workspace = :workspace AND name = :name")
                                .bind("workspace", workspace)
                                .bind("name", name)
                                .execute()
                        > 0);
    }

    private Variable read(ResultSet row, StatementContext context) throws SQLException {
        boolean hidden = row.getInt("hidden") == 1;
        String value = row.getString("value");
        return new Variable(
                row.getString("workspace"),
                row.getString("name"),
                hidden ? seal.open(value) : value,
                hidden,
                row.getString("description"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
