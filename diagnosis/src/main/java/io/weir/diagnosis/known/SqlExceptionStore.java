package io.weir.diagnosis.known;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Known exceptions in the database. */
public final class SqlExceptionStore implements ExceptionStore {
    private final Jdbi jdbi;

    /** Over the tables of this module, migrated. */
    public SqlExceptionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<KnownException> find(String fingerprint) {
        return jdbi.withHandle(handle -> find(handle, fingerprint));
    }

    private static Optional<KnownException> find(Handle handle, String fingerprint) {
        return handle.createQuery("SELECT * FROM known_exception WHERE fingerprint = ?")
                .bind(0, fingerprint)
                .map(SqlExceptionStore::known)
                .findOne();
    }

    @Override
    public List<KnownException> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM known_exception ORDER BY last_seen DESC, fingerprint LIMIT ?")
                .bind(0, limit)
                .map(SqlExceptionStore::known)
                .list());
    }

    @Override
    public KnownException update(String fingerprint, Function<Optional<KnownException>, KnownException> change) {
        return jdbi.inTransaction(handle -> {
            KnownException changed = change.apply(find(handle, fingerprint));
            handle.execute("DELETE FROM known_exception WHERE fingerprint = ?", fingerprint);
            insert(handle, changed);
            return changed;
        });
    }

    private static void insert(Handle handle, KnownException known) {
        Instant fixedAt = known.fixedAt();
        handle.execute(
                "INSERT INTO known_exception (fingerprint, class_name, cause, frames, first_seen, first_cluster, first_job,"
                        + " first_job_id, first_version, last_seen, last_cluster, last_job, last_job_id, last_version, seen, note, owner,"
                        + " fixed_at, noted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                known.print().fingerprint(),
                known.print().className(),
                known.print().cause(),
                String.join("\n", known.print().frames()),
                known.first().at().toEpochMilli(),
                known.first().cluster(),
                known.first().job(),
                known.first().jobId(),
                known.first().version(),
                known.last().at().toEpochMilli(),
                known.last().cluster(),
                known.last().job(),
                known.last().jobId(),
                known.last().version(),
                known.seen(),
                known.note(),
                known.owner(),
                fixedAt == null ? null : fixedAt.toEpochMilli(),
                known.notedBy());
    }

    @Override
    public void prune(int most) {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM known_exception WHERE noted_by = '' AND fingerprint NOT IN (SELECT fingerprint FROM"
                        + " known_exception ORDER BY last_seen DESC, fingerprint LIMIT ?)",
                most));
    }

    private static KnownException known(ResultSet row, StatementContext context) throws SQLException {
        String frames = row.getString("frames");
        long fixedAt = row.getLong("fixed_at");
        boolean open = row.wasNull();
        return new KnownException(
                new ExceptionPrint(
                        row.getString("fingerprint"),
                        row.getString("class_name"),
                        row.getString("cause"),
                        frames.isEmpty() ? List.of() : frames.lines().toList()),
                new Sighting(
                        Instant.ofEpochMilli(row.getLong("first_seen")),
                        row.getString("first_cluster"),
                        row.getString("first_job"),
                        row.getString("first_job_id"),
                        row.getString("first_version")),
                new Sighting(
                        Instant.ofEpochMilli(row.getLong("last_seen")),
                        row.getString("last_cluster"),
                        row.getString("last_job"),
                        row.getString("last_job_id"),
                        row.getString("last_version")),
                row.getLong("seen"),
                row.getString("note"),
                row.getString("owner"),
                open ? null : Instant.ofEpochMilli(fixedAt),
                row.getString("noted_by"));
    }
}
