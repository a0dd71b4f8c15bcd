package io.weir.rules.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Policies in the database: one row a version, never changed. */
public final class SqlPolicyStore implements PolicyStore {
    private final Jdbi jdbi;

    public SqlPolicyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(StoredPolicy version) {
        return jdbi.inTransaction(handle -> {
            long newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM policy WHERE id = ?")
                    .bind(0, version.id())
                    .mapTo(Long.class)
                    .one();
            if (version.version() != newest + 1) {
                return false;
            }
            handle.execute(
                    "INSERT INTO policy (id, version, action, body, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
                    version.id(),
                    version.version(),
                    version.action().name(),
                    PolicyJson.write(version.policy()),
                    version.changedBy(),
                    version.changedAt().toEpochMilli());
            return true;
        });
    }

    @Override
    public List<StoredPolicy> current() {
        return jdbi
                .withHandle(handle ->
                        handle.createQuery("""
                        SELECT * FROM policy AS p WHERE action <> 'DELETED'
                            AND version = (SELECT MAX(version) FROM policy WHERE id = p.id)
                        """).map(SqlPolicyStore::version).list())
                .stream()
                .sorted(Comparator.comparing(version -> version.policy().name()))
                .toList();
    }

    @Override
    public Optional<StoredPolicy> newest(String id) {
        return versions(id).stream().findFirst();
    }

    @Override
    public List<StoredPolicy> versions(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM policy WHERE id = ? ORDER BY version DESC")
                .bind(0, id)
                .map(SqlPolicyStore::version)
                .list());
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
