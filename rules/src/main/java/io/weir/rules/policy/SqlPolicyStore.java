package io.weir.rules.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weir.collector.database.VersionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Policies in the database: one row a version, never changed. */
public final class SqlPolicyStore implements PolicyStore {
    private final VersionRows<StoredPolicy> rows;

    public SqlPolicyStore(Jdbi jdbi) {
        this.rows = new VersionRows<>(jdbi, "policy", "id", SqlPolicyStore::version);
    }

    @Override
    public boolean add(StoredPolicy version) {
        return rows.add(
                version.id(),
                version.version(),
                version.changedBy(),
                version.changedAt(),
                Map.of("action", version.action().name(), "body", PolicyJson.write(version.policy())));
    }

    @Override
    public List<StoredPolicy> current() {
        return rows.newest().stream()
                .filter(version -> version.action() != StoredPolicy.Action.DELETED)
                .sorted(Comparator.comparing(version -> version.policy().name()))
                .toList();
    }

    @Override
    public Optional<StoredPolicy> newest(String id) {
        return versions(id).stream().findFirst();
    }

    @Override
    public List<StoredPolicy> versions(String id) {
        return rows.versions(id);
    }

    private static StoredPolicy version(ResultSet row, StatementContext context) throws SQLException {
        try {
            return new StoredPolicy(
                    row.getString("id"),
                    row.getLong("version"),
                    PolicyJson.read(row.getString("body")),
                    StoredPolicy.Action.valueOf(row.getString("action")),
                    row.getString("changed_by"),
                    Instant.ofEpochMilli(row.getLong("changed_at")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("policy " + row.getString("id") + " cannot be read from weir.db", e);
        }
    }
}
