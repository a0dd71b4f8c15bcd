package io.weir.rules.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events and their histories on their way into tables. Plain JDBC: a storm writes thousands, and binding by name costs more than the rows. */
final class EventRows {
    private static final JsonFactory JSON = new JsonFactory();

    private static final String SAVE = """
            INSERT INTO event (id, fingerprint, rule, severity, state, cluster, job_id, job_name, process,
                vertex_id, vertex_name, summary, labels, annotations, value, starts_at, fired_at, resolved_at,
                resolved_because, search_text, flapping, acknowledged_by, acknowledged_at,
                acknowledgement_note, assignee, assigned_by, assigned_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, state = excluded.state,
                vertex_id = excluded.vertex_id, vertex_name = excluded.vertex_name,
                summary = excluded.summary, labels = excluded.labels, annotations = excluded.annotations,
                value = excluded.value, fired_at = excluded.fired_at, resolved_at = excluded.resolved_at,
                resolved_because = excluded.resolved_because, search_text = excluded.search_text,
                flapping = excluded.flapping, acknowledged_by = excluded.acknowledged_by,
                acknowledged_at = excluded.acknowledged_at,
                acknowledgement_note = excluded.acknowledgement_note, assignee = excluded.assignee,
                assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
            """;
    private static final String REMEMBER =
            "INSERT INTO event_history (event_id, at, kind, actor, text) VALUES (?, ?, ?, ?, ?)";
    private static final String FORGET = """
            DELETE FROM event_history WHERE seq <= (SELECT seq FROM event_history
                WHERE event_id = ? AND kind = 'UPDATED' ORDER BY seq DESC LIMIT 1 OFFSET %d)
                AND event_id = ? AND kind = 'UPDATED'
            """.formatted(EventStore.MOST_UPDATES);

    private EventRows() {}

    static void save(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement row = connection.prepareStatement(SAVE)) {
            for (Event event : events) {
                bind(row, event);
                row.executeUpdate();
            }
        }
    }

    private static void bind(PreparedStatement row, Event event) throws SQLException {
        Subject subject = event.subject();
        Handling.Acknowledgement acknowledgement = event.handling().acknowledgement();
        Handling.Assignment assignment = event.handling().assignment();
        row.setString(1, event.id());
        row.setString(2, event.fingerprint());
        row.setString(3, event.rule());
        row.setString(4, event.severity().name());
        row.setString(5, event.state().name());
        row.setString(6, subject.cluster());
        row.setString(7, subject.jobId());
        row.setString(8, subject.jobName());
        row.setString(9, subject.process());
        row.setString(10, subject.vertexId());
        row.setString(11, subject.vertexName());
        row.setString(12, event.summary());
        row.setString(13, json(event.labels()));
        row.setString(14, json(event.annotations()));
        if (Double.isNaN(event.value())) {
            row.setNull(15, Types.DOUBLE);
        } else {
            row.setDouble(15, event.value());
        }
        row.setLong(16, event.startsAt().toEpochMilli());
        setTime(row, 17, event.firedAt());
        setTime(row, 18, event.resolvedAt());
        row.setString(19, event.resolvedBecause());
        row.setString(20, MemoryEventStore.searchText(event));
        row.setInt(21, event.flapping() ? 1 : 0);
        row.setString(22, acknowledgement == null ? null : acknowledgement.by());
        setTime(row, 23, acknowledgement == null ? null : acknowledgement.at());
        row.setString(24, acknowledgement == null ? null : acknowledgement.note());
        row.setString(25, assignment == null ? null : assignment.assignee());
        row.setString(26, assignment == null ? null : assignment.by());
        setTime(row, 27, assignment == null ? null : assignment.at());
    }

    private static void setTime(PreparedStatement row, int position, @Nullable Instant at) throws SQLException {
        if (at == null) {
            row.setNull(position, Types.BIGINT);
        } else {
            row.setLong(position, at.toEpochMilli());
        }
    }

    static void remember(Connection connection, List<EventHistory> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement row = connection.prepareStatement(REMEMBER)) {
            for (EventHistory change : changes) {
                row.setString(1, change.eventId());
                row.setLong(2, change.at().toEpochMilli());
                row.setString(3, change.kind().name());
                row.setString(4, change.by());
                row.setString(5, change.text());
                row.executeUpdate();
            }
        }
        for (EventHistory change : changes) {
            if (change.kind() == EventHistory.Kind.UPDATED) {
                forgetOldest(connection, change.eventId());
            }
        }
    }

    /** Of what an event said only the newest is kept. */
    private static void forgetOldest(Connection connection, String eventId) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(FORGET)) {
            row.setString(1, eventId);
            row.setString(2, eventId);
            row.executeUpdate();
        }
    }

    private static String json(Map<String, String> strings) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : strings.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("strings always have a JSON form", e);
        }
        return text.toString();
    }
}
