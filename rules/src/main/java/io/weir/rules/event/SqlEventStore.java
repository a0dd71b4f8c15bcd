package io.weir.rules.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Events in the database. */
public final class SqlEventStore implements EventStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final Jdbi jdbi;

    public SqlEventStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void save(Event event) {
        write(List.of(event), List.of());
    }

    @Override
    public void write(List<Event> events, List<EventHistory> changes) {
        jdbi.useTransaction(handle -> {
            try {
                EventRows.save(handle.getConnection(), events);
                EventRows.remember(handle.getConnection(), changes);
            } catch (SQLException e) {
                throw new IllegalStateException("events could not be written: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public void delete(String id) {
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM event_history WHERE event_id = ?", id);
            handle.execute("DELETE FROM event WHERE id = ?", id);
        });
    }

    @Override
    public Optional<Event> newest(String fingerprint) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM event WHERE fingerprint = ? ORDER BY starts_at DESC, id DESC LIMIT 1")
                .bind(0, fingerprint)
                .map(SqlEventStore::event)
                .findOne());
    }

    @Override
    public void remember(EventHistory change) {
        write(List.of(), List.of(change));
    }

    @Override
    public List<EventHistory> history(String eventId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT at, kind, actor, text FROM event_history WHERE event_id = ? ORDER BY seq")
                .bind(0, eventId)
                .map((row, context) -> new EventHistory(
                        eventId,
                        Instant.ofEpochMilli(row.getLong("at")),
                        EventHistory.Kind.valueOf(row.getString("kind")),
                        row.getString("actor"),
                        row.getString("text")))
                .list());
    }

    @Override
    public Optional<Event> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM event WHERE id = :id")
                .bind("id", id)
                .map(SqlEventStore::event)
                .findOne());
    }

    @Override
    public List<Event> active() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM event WHERE state IN ('PENDING', 'FIRING') ORDER BY starts_at DESC, id DESC")
                .map(SqlEventStore::event)
                .list());
    }

    @Override
    public EventPage page(EventQuery query) {
        Map<String, Object> conditions = conditions(query);
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.keySet());
        List<Event> found = jdbi.withHandle(handle -> {
            var statement = handle.createQuery(
                    "SELECT * FROM event" + where + " ORDER BY starts_at DESC, id DESC LIMIT " + (query.limit() + 1));
            int position = 0;
            for (Object value : conditions.values()) {
                if (value instanceof Cursor cursor) {
                    statement.bind(position++, cursor.startsAtMs());
                    statement.bind(position++, cursor.startsAtMs());
                    statement.bind(position++, cursor.id());
                } else {
                    statement.bind(position++, value);
                }
            }
            return statement.map(SqlEventStore::event).list();
        });
        return EventPage.of(found, query.limit());
    }

    /** Conditions with their values, in the order of the question marks. */
    private static Map<String, Object> conditions(EventQuery query) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        putUnlessNull(
                conditions,
                "state = ?",
                query.state() == null ? null : query.state().name());
        putUnlessNull(
                conditions,
                "severity = ?",
                query.severity() == null ? null : query.severity().name());
        if (query.acknowledged() != null) {
            conditions.put("(CASE WHEN acknowledged_at IS NULL THEN 0 ELSE 1 END) = ?", query.acknowledged() ? 1 : 0);
        }
        putUnlessNull(conditions, "assignee = ?", query.assignee());
        putUnlessNull(conditions, "rule = ?", query.rule());
        putUnlessNull(conditions, "cluster = ?", query.cluster());
        putUnlessNull(conditions, "job_id = ?", query.jobId());
        putUnlessNull(conditions, "job_name = ?", query.jobName());
        putUnlessNull(
                conditions, "search_text LIKE ? ESCAPE '!'", query.text() == null ? null : containing(query.text()));
        putUnlessNull(conditions, "(resolved_at IS NULL OR resolved_at >= ?)", millis(query.from()));
        putUnlessNull(conditions, "starts_at <= ?", millis(query.to()));
        putUnlessNull(
                conditions,
                "(starts_at < ? OR starts_at = ? AND id < ?)",
                query.cursor() == null ? null : Cursor.parse(query.cursor()));
        return conditions;
    }

    private static void putUnlessNull(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static String containing(String text) {
        String escaped = text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + escaped + "%";
    }

    @Override
    public int deleteResolvedBefore(Instant before, int limit) {
        return jdbi.inTransaction(handle -> {
            List<String> old = handle.createQuery(
                            "SELECT id FROM event WHERE state = 'RESOLVED' AND resolved_at < :before LIMIT :limit")
                    .bind("before", before.toEpochMilli())
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list();
            PreparedBatch history = handle.prepareBatch("DELETE FROM event_history WHERE event_id = ?");
            PreparedBatch events = handle.prepareBatch("DELETE FROM event WHERE id = ?");
            old.forEach(id -> {
                history.add(id);
                events.add(id);
            });
            if (!old.isEmpty()) {
                history.execute();
                events.execute();
            }
            return old.size();
        });
    }

    private static Event event(ResultSet row, StatementContext context) throws SQLException {
        double value = row.getDouble("value");
        boolean noValue = row.wasNull();
        return new Event(
                row.getString("id"),
                row.getString("fingerprint"),
                row.getString("rule"),
                Severity.valueOf(row.getString("severity")),
                EventState.valueOf(row.getString("state")),
                new Subject(
                        row.getString("cluster"),
                        row.getString("job_id"),
                        row.getString("job_name"),
                        row.getString("process"),
                        row.getString("vertex_id"),
                        row.getString("vertex_name")),
                row.getString("summary"),
                strings(row.getString("labels")),
                strings(row.getString("annotations")),
                noValue ? Double.NaN : value,
                Instant.ofEpochMilli(row.getLong("starts_at")),
                instant(row, "fired_at"),
                instant(row, "resolved_at"),
                row.getString("resolved_because"),
                row.getInt("flapping") != 0,
                handling(row));
    }

    private static Handling handling(ResultSet row) throws SQLException {
        Instant acknowledgedAt = instant(row, "acknowledged_at");
        Instant assignedAt = instant(row, "assigned_at");
        if (acknowledgedAt == null && assignedAt == null) {
            return Handling.NONE;
        }
        return new Handling(
                acknowledgedAt == null
                        ? null
                        : new Handling.Acknowledgement(
                                row.getString("acknowledged_by"),
                                acknowledgedAt,
                                row.getString("acknowledgement_note")),
                assignedAt == null
                        ? null
                        : new Handling.Assignment(row.getString("assignee"), row.getString("assigned_by"), assignedAt));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Map<String, String> strings(String json) {
        try {
            return JSON.readValue(json, STRINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column of event is no JSON object of strings: " + json, e);
        }
    }
}
