package io.weir.rules.notify;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The outbox in the database. What a storm runs through is plain JDBC batches: they cost a fifth of statements that are bound by name. */
final class SqlOutbox implements Outbox {
    private static final String INSERT = """
            INSERT INTO notification (seq, id, receiver, channel, destination, state, event_ids, summary, message,
                created_at, give_up_at, sent_at, attempts, next_attempt_at, last_error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE notification SET state = ?, sent_at = ?, attempts = ?, next_attempt_at = ?, last_error = ?, give_up_at = ?
                WHERE seq = ?
            """;
    private static final String REWRITE =
            "UPDATE notification SET message = ?, event_ids = ?, summary = ? WHERE seq = ?";
    private static final String SENT = """
            UPDATE notification SET state = 'SENT', sent_at = ?, attempts = attempts + 1, next_attempt_at = NULL,
                last_error = NULL WHERE seq = ? AND state = 'PENDING'
            """;

    private final Jdbi jdbi;

    SqlOutbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public long lastSeq() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COALESCE(MAX(seq), 0) FROM notification")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void add(List<Outgoing> decided) {
        batch(INSERT, decided, (statement, outgoing) -> {
            Notification notification = outgoing.notification();
            statement.setLong(1, outgoing.seq());
            statement.setString(2, notification.id());
            statement.setString(3, notification.receiver());
            statement.setString(4, notification.channel());
            statement.setString(5, outgoing.destination());
            statement.setString(6, notification.state().name());
            statement.setString(7, String.join("\n", notification.eventIds()));
            statement.setString(8, notification.summary());
            statement.setString(9, MessageJson.write(outgoing.message()));
            statement.setLong(10, notification.createdAt().toEpochMilli());
            statement.setLong(11, outgoing.giveUpAt().toEpochMilli());
            setTime(statement, 12, notification.sentAt());
            statement.setInt(13, notification.attempts());
            setTime(statement, 14, notification.nextAttemptAt());
            statement.setString(15, notification.lastError());
        });
    }

    @Override
    public void update(List<Outgoing> newer) {
        batch(UPDATE, newer, (statement, outgoing) -> {
            Notification notification = outgoing.notification();
            statement.setString(1, notification.state().name());
            setTime(statement, 2, notification.sentAt());
            statement.setInt(3, notification.attempts());
            setTime(statement, 4, notification.nextAttemptAt());
            statement.setString(5, notification.lastError());
            statement.setLong(6, outgoing.giveUpAt().toEpochMilli());
            statement.setLong(7, outgoing.seq());
        });
    }

    @Override
    public void rewrite(Outgoing newer) {
        batch(REWRITE, List.of(newer), (statement, outgoing) -> {
            statement.setString(1, MessageJson.write(outgoing.message()));
            statement.setString(2, String.join("\n", outgoing.notification().eventIds()));
            statement.setString(3, outgoing.notification().summary());
            statement.setLong(4, outgoing.seq());
        });
    }

    @Override
    public void sent(Collection<Long> seqs, Instant at) {
        batch(SENT, seqs, (statement, seq) -> {
            statement.setLong(1, at.toEpochMilli());
            statement.setLong(2, seq);
        });
    }

    private interface Binder<T> {
        void bind(PreparedStatement statement, T value) throws SQLException;
    }

    private <T> void batch(String sql, Collection<T> values, Binder<T> binder) {
        if (values.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
                for (T value : values) {
                    binder.bind(statement, value);
                    statement.executeUpdate();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the outbox could not be written: " + e.getMessage(), e);
            }
        });
    }

    private static void setTime(PreparedStatement statement, int position, @Nullable Instant at) throws SQLException {
        if (at == null) {
            statement.setNull(position, Types.BIGINT);
        } else {
            statement.setLong(position, at.toEpochMilli());
        }
    }

    @Override
    public List<Outgoing> pendingAfter(String destination, long seq, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM notification WHERE state = 'PENDING' AND destination = ? AND seq > ?
                            ORDER BY seq LIMIT ?
                        """)
                .bind(0, destination)
                .bind(1, seq)
                .bind(2, limit)
                .map(SqlOutbox::outgoing)
                .list());
    }

    @Override
    public Optional<Outgoing> revive(String id, Instant now, Instant giveUpAt) {
        return jdbi.inTransaction(handle -> {
            Optional<Outgoing> revived = find(id).filter(
                            outgoing -> outgoing.notification().state() == Notification.State.DEAD)
                    .map(outgoing -> new Outgoing(
                            outgoing.seq(),
                            outgoing.notification()
                                    .waiting(
                                            0,
                                            now,
                                            String.valueOf(
                                                    outgoing.notification().lastError())),
                            outgoing.message(),
                            giveUpAt));
            revived.ifPresent(outgoing -> update(List.of(outgoing)));
            return revived;
        });
    }

    @Override
    public int abandonExcept(Collection<String> destinations, String reason) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE notification SET state = 'DEAD', next_attempt_at = NULL, last_error = :reason
                            WHERE state = 'PENDING' AND destination NOT IN (<destinations>)
                        """)
                // No destination has an empty name, and an empty list is no SQL.
                .bindList("destinations", destinations.isEmpty() ? List.of("") : List.copyOf(destinations))
                .bind("reason", reason)
                .execute());
    }

    @Override
    public int pending(String destination) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM notification WHERE state = 'PENDING' AND destination = ?")
                .bind(0, destination)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Optional<Outgoing> find(String id) {
        return NotificationId.seq(id)
                .flatMap(seq -> jdbi.withHandle(
                        handle -> handle.createQuery("SELECT * FROM notification WHERE seq = ? AND id = ?")
                                .bind(0, seq)
                                .bind(1, id)
                                .map(SqlOutbox::outgoing)
                                .findOne()));
    }

    @Override
    public List<Notification> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM notification ORDER BY seq DESC LIMIT ?")
                .bind(0, limit)
                .map((row, context) -> notification(row))
                .list());
    }

    @Override
    public int deleteDoneBefore(Instant before, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM notification WHERE seq IN (SELECT seq FROM notification
                            WHERE state <> 'PENDING' AND created_at < ? ORDER BY seq LIMIT ?)
                        """)
                .bind(0, before.toEpochMilli())
                .bind(1, limit)
                .execute());
    }

    private static Outgoing outgoing(ResultSet row, StatementContext context) throws SQLException {
        return new Outgoing(
                row.getLong("seq"),
                notification(row),
                MessageJson.read(row.getString("message")),
                Instant.ofEpochMilli(row.getLong("give_up_at")));
    }

    private static Notification notification(ResultSet row) throws SQLException {
        List<String> eventIds =
                new ArrayList<>(List.of(row.getString("event_ids").split("\n", -1)));
        return new Notification(
                row.getString("id"),
                row.getString("receiver"),
                row.getString("channel"),
                Notification.State.valueOf(row.getString("state")),
                eventIds,
                row.getString("summary"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "sent_at"),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
