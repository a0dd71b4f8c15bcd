package io.weir.diagnosis.signature;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Signatures in the database. */
public final class SqlSignatureStore implements SignatureStore {
    private final Jdbi jdbi;

    /** Over the tables of this module, migrated. */
    public SqlSignatureStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(SignatureVersion version) {
        return jdbi.inTransaction(handle -> {
            long newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM signature WHERE id = ?")
                    .bind(0, version.id())
                    .mapTo(Long.class)
                    .one();
            if (version.version() != newest + 1) {
                return false;
            }
            handle.execute(
                    "INSERT INTO signature (id, version, yaml, changed_by, changed_at) VALUES (?, ?, ?, ?, ?)",
                    version.id(),
                    version.version(),
                    version.yaml(),
                    version.changedBy(),
                    version.changedAt().toEpochMilli());
            return true;
        });
    }

    @Override
    public List<SignatureVersion> current() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                SELECT * FROM signature AS s
                    WHERE version = (SELECT MAX(version) FROM signature WHERE id = s.id) ORDER BY id
                """).map(SqlSignatureStore::version).list());
    }

    @Override
    public List<SignatureVersion> versions(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM signature WHERE id = ? ORDER BY version DESC")
                        .bind(0, id)
                        .map(SqlSignatureStore::version)
                        .list());
    }

    private static SignatureVersion version(ResultSet row, StatementContext context) throws SQLException {
        return new SignatureVersion(
                row.getString("id"),
                row.getLong("version"),
                row.getString("yaml"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
