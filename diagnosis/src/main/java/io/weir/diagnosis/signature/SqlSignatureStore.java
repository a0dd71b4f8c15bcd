package io.weir.diagnosis.signature;

import io.weir.collector.database.VersionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Signatures in the database. */
public final class SqlSignatureStore implements SignatureStore {
    private final VersionRows<SignatureVersion> rows;

    /** Over the tables of this module, migrated. */
    public SqlSignatureStore(Jdbi jdbi) {
        this.rows = new VersionRows<>(jdbi, "signature", "id", SqlSignatureStore::version);
    }

    @Override
    public boolean add(SignatureVersion version) {
        return rows.add(
                version.id(),
                version.version(),
                version.changedBy(),
                version.changedAt(),
                Collections.singletonMap("yaml", version.yaml()));
    }

    @Override
    public List<SignatureVersion> current() {
        return rows.newest();
    }

    @Override
    public List<SignatureVersion> versions(String id) {
        return rows.versions(id);
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
