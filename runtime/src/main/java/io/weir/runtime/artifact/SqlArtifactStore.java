package io.weir.runtime.artifact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Artifacts in the database. */
public final class SqlArtifactStore implements ArtifactStore {
    private final Jdbi jdbi;

    public SqlArtifactStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public ArtifactVersion add(ArtifactVersion version) {
        return jdbi.inTransaction(handle -> {
            handle.execute("""
                    INSERT INTO artifact (name, workspace, highest_version) VALUES (?, ?, 1)
                    ON CONFLICT (name) DO UPDATE SET highest_version = highest_version + 1, workspace = excluded.workspace
                    """, version.name(), version.workspace());
            int number = handle.createQuery("SELECT highest_version FROM artifact WHERE name = ?")
                    .bind(0, version.name())
                    .mapTo(Integer.class)
                    .one();
            handle.execute(
                    """
                    INSERT INTO artifact_version (workspace, name, version, file, bytes, sha256, entry_class, uploaded_by,
                        uploaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    version.workspace(),
                    version.name(),
                    number,
                    version.file(),
                    version.bytes(),
                    version.sha256(),
                    version.entryClass(),
                    version.by(),
                    version.at().toEpochMilli());
            return MemoryArtifactStore.numbered(version, number);
        });
    }

    @Override
    public Optional<ArtifactVersion> find(String name, int version) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM artifact_version WHERE name = ? AND version = ?")
                        .bind(0, name)
                        .bind(1, version)
                        .map(SqlArtifactStore::version)
                        .findOne());
    }

    @Override
    public List<ArtifactVersion> all() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM artifact_version ORDER BY name, version DESC")
                        .map(SqlArtifactStore::version)
                        .list());
    }

    @Override
    public void delete(String name, int version) {
        jdbi.useHandle(
                handle -> handle.execute("DELETE FROM artifact_version WHERE name = ? AND version = ?", name, version));
    }

    private static ArtifactVersion version(ResultSet row, StatementContext context) throws SQLException {
        return new ArtifactVersion(
                row.getString("workspace"),
                row.getString("name"),
                row.getInt("version"),
                row.getString("file"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getString("entry_class"),
                row.getString("uploaded_by"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")));
    }
}
