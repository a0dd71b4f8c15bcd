package io.weir.rules.notify;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Decisions in the database. */
final class SqlDecisionStore implements DecisionStore {
    private static final String WRITE = """
            INSERT INTO event_decision (event_id, destination, reason, detail, first_at, last_at, times, notification)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (event_id, destination, reason, detail) DO UPDATE SET last_at = excluded.last_at,
                    times = event_decision.times + 1, notification = excluded.notification
            """;

    /** There are never more than one too many, but for databases of before. */
    private static final String FORGET = """
            DELETE FROM event_decision WHERE event_id = ? AND destination = ? AND reason = ? AND detail IN (
                SELECT detail FROM event_decision WHERE event_id = ? AND destination = ? AND reason = ?
                    ORDER BY last_at DESC, detail LIMIT 1000 OFFSET %d)
            """.formatted(MOST_DETAILS);

    private final Jdbi jdbi;
    private final LongAdder forgotten = new LongAdder();

    SqlDecisionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void write(List<Decision> made) {
        if (made.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            try (PreparedStatement statement = handle.getConnection().prepareStatement(WRITE);
                    PreparedStatement forget = handle.getConnection().prepareStatement(FORGET)) {
                for (Decision decision : made) {
                    statement.setString(1, decision.eventId());
                    statement.setString(2, decision.destination());
                    statement.setString(3, decision.reason().name());
                    statement.setString(4, decision.detail());
                    statement.setLong(5, decision.firstAt().toEpochMilli());
                    statement.setLong(6, decision.lastAt().toEpochMilli());
                    statement.setInt(7, decision.times());
                    statement.setString(8, decision.notification());
                    statement.executeUpdate();
                    if (!decision.detail().isEmpty()) {
                        forget(forget, decision);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("decisions could not be written: " + e.getMessage(), e);
            }
        });
    }

    private void forget(PreparedStatement statement, Decision like) throws SQLException {
        for (int position = 0; position <= 3; position += 3) {
            statement.setString(position + 1, like.eventId());
            statement.setString(position + 2, like.destination());
            statement.setString(position + 3, like.reason().name());
        }
        forgotten.add(statement.executeUpdate());
    }

    @Override
    public long forgotten() {
        return forgotten.sum();
    }

    @Override
    public List<Decision> of(String eventId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM event_decision WHERE event_id = ? ORDER BY last_at, first_at")
                .bind(0, eventId)
                .map(SqlDecisionStore::decision)
                .list());
    }

    @Override
    public List<Decision> recent(Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT d.* FROM event e JOIN event_decision d ON d.event_id = e.id
                            WHERE e.state IN ('PENDING', 'FIRING') OR e.state = 'RESOLVED' AND e.resolved_at >= ?
                        """)
                .bind(0, since.toEpochMilli())
                .map(SqlDecisionStore::decision)
                .list());
    }

    @Override
    public int deleteOrphans(int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM event_decision WHERE event_id IN (SELECT d.event_id FROM event_decision d
                            WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.id = d.event_id) LIMIT ?)
                        """).bind(0, limit).execute());
    }

    private static Decision decision(ResultSet row, StatementContext context) throws SQLException {
        return new Decision(
                row.getString("event_id"),
                row.getString("destination"),
                NotifyReason.valueOf(row.getString("reason")),
                row.getString("detail"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getInt("times"),
                row.getString("notification"));
    }
}
