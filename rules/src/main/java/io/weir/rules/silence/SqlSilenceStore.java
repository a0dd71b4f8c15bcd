package io.weir.rules.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.route.Matchers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Silences in the database. */
public final class SqlSilenceStore implements SilenceStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;

    public SqlSilenceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Silence> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM silence ORDER BY starts_at, id")
                .map(SqlSilenceStore::silence)
                .list());
    }

    @Override
    public void put(List<Silence> silences) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO silence
                        (id, matchers, starts_at, ends_at, updated_at, created_by, comment, until_resolved)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET matchers = excluded.matchers, starts_at = excluded.starts_at,
                        ends_at = excluded.ends_at, updated_at = excluded.updated_at,
                        created_by = excluded.created_by, comment = excluded.comment,
                        until_resolved = excluded.until_resolved
                    """);
            for (Silence silence : silences) {
                batch.bind(0, silence.id())
                        .bind(1, json(silence.matchers()))
                        .bind(2, silence.startsAt().toEpochMilli())
                        .bind(3, silence.endsAt().toEpochMilli())
                        .bind(4, silence.updatedAt().toEpochMilli())
                        .bind(5, silence.createdBy())
                        .bind(6, silence.comment())
                        .bind(7, silence.untilResolved())
                        .add();
            }
            batch.execute();
        });
    }

    @Override
    public int deleteEndedBefore(Instant before) {
        return jdbi.withHandle(
                handle -> handle.execute("DELETE FROM silence WHERE ends_at < ?", before.toEpochMilli()));
    }

    private static String json(Matchers matchers) {
        try {
            return JSON.writeValueAsString(matchers.texts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of strings always has a JSON form", e);
        }
    }

    private static Silence silence(ResultSet row, StatementContext context) throws SQLException {
        try {
            return new Silence(
                    row.getString("id"),
                    Matchers.parse(JSON.readValue(row.getString("matchers"), new TypeReference<List<String>>() {})),
                    Instant.ofEpochMilli(row.getLong("starts_at")),
                    Instant.ofEpochMilli(row.getLong("ends_at")),
                    Instant.ofEpochMilli(row.getLong("updated_at")),
                    row.getString("created_by"),
                    row.getString("comment"),
                    row.getString("until_resolved"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("silence " + row.getString("id") + " cannot be read from weir.db", e);
        }
    }
}
