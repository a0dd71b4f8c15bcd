package io.weir.rules.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The outbox in the database. */
final class SqlOutbox implements Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    /** Pending for a receiver, and the oldest pending of its group. */
    private static final String HEADS = """
             FROM notification n WHERE n.state = 'PENDING' AND n.receiver = :receiver AND NOT EXISTS
                (SELECT 1 FROM notification older WHERE older.state = 'PENDING' AND older.receiver = n.receiver
                    AND older.group_key = n.group_key AND older.seq < n.seq)
            """;

    private final Jdbi jdbi;

    SqlOutbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Outgoing outgoing) {
        Notification notification = outgoing.notification();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO notification (seq, id, receiver, state, event_ids, group_key, summary, payload,
                            created_at, give_up_at, sent_at, attempts, next_attempt_at, last_error)
                        SELECT COALESCE(MAX(seq), 0) + 1, :id, :receiver, :state, :eventIds, :groupKey, :summary, :payload,
                            :createdAt, :giveUpAt, :sentAt, :attempts, :nextAttemptAt, :lastError FROM notification
                        WHERE 1 = 1 ON CONFLICT (id) DO NOTHING
                        """)
                .bind("id", notification.id())
                .bind("receiver", notification.receiver())
                .bind("state", notification.state().name())
                .bind("eventIds", json(notification.eventIds()))
                .bind("groupKey", outgoing.groupKey())
                .bind("summary", notification.summary())
                .bind("payload", outgoing.payload())
                .bind("createdAt", notification.createdAt().toEpochMilli())
                .bind("giveUpAt", outgoing.giveUpAt().toEpochMilli())
                .bind("sentAt", millis(notification.sentAt()))
                .bind("attempts", notification.attempts())
                .bind("nextAttemptAt", millis(notification.nextAttemptAt()))
                .bind("lastError", notification.lastError())
                .execute());
    }

    @Override
    public Optional<Outgoing> due(String receiver, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT n.*" + HEADS + " AND n.next_attempt_at <= :now ORDER BY n.seq LIMIT 1")
                .bind("receiver", receiver)
                .bind("now", now.toEpochMilli())
                .map(SqlOutbox::outgoing)
                .findOne());
    }

    @Override
    public Optional<Instant> nextDue(String receiver) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT n.next_attempt_at" + HEADS + " ORDER BY n.next_attempt_at LIMIT 1")
                        .bind("receiver", receiver)
                        .mapTo(Long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli));
    }

    @Override
    public void update(Notification notification) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE notification SET state = :state, sent_at = :sentAt, attempts = :attempts,
                            next_attempt_at = :nextAttemptAt, last_error = :lastError WHERE id = :id
                        """)
                .bind("id", notification.id())
                .bind("state", notification.state().name())
                .bind("sentAt", millis(notification.sentAt()))
                .bind("attempts", notification.attempts())
                .bind("nextAttemptAt", millis(notification.nextAttemptAt()))
                .bind("lastError", notification.lastError())
                .execute());
    }

    @Override
    public boolean revive(String id, Instant now, Instant giveUpAt) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                UPDATE notification SET state = 'PENDING', attempts = 0, next_attempt_at = :now,
                                    give_up_at = :giveUpAt WHERE id = :id AND state = 'DEAD'
                                """)
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .bind("giveUpAt", giveUpAt.toEpochMilli())
                        .execute()
                == 1);
    }

    @Override
    public int abandonExcept(Collection<String> receivers, String reason) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE notification SET state = 'DEAD', next_attempt_at = NULL, last_error = :reason
                            WHERE state = 'PENDING' AND receiver NOT IN (<receivers>)
                        """)
                // No receiver has an empty name, and an empty list is no SQL.
                .bindList("receivers", receivers.isEmpty() ? List.of("") : List.copyOf(receivers))
                .bind("reason", reason)
                .execute());
    }

    @Override
    public int pending(String receiver) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM notification WHERE state = 'PENDING' AND receiver = :receiver")
                .bind("receiver", receiver)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Optional<Outgoing> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM notification WHERE id = :id")
                .bind("id", id)
                .map(SqlOutbox::outgoing)
                .findOne());
    }

    @Override
    public List<Notification> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM notification ORDER BY seq DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> outgoing(row, context).notification())
                .list());
    }

    @Override
    public int deleteDoneBefore(Instant before, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM notification WHERE id IN (SELECT id FROM notification
                            WHERE state <> 'PENDING' AND created_at < :before LIMIT :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .execute());
    }

    private static Outgoing outgoing(ResultSet row, StatementContext context) throws SQLException {
        Notification notification = new Notification(
                row.getString("id"),
                row.getString("receiver"),
                Notification.State.valueOf(row.getString("state")),
                strings(row.getString("event_ids")),
                row.getString("summary"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "sent_at"),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getString("last_error"));
        return new Outgoing(
                notification,
                row.getLong("seq"),
                row.getString("group_key"),
                row.getString("payload"),
                Instant.ofEpochMilli(row.getLong("give_up_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static String json(List<String> strings) {
        try {
            return JSON.writeValueAsString(strings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings always have a JSON form", e);
        }
    }

    private static List<String> strings(String json) {
        try {
            return JSON.readValue(json, STRINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column event_ids is no JSON array of strings: " + json, e);
        }
    }
}
