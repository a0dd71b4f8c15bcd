package io.weir.diagnosis.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Incidents in the database: the columns are what is searched by, the rest is JSON. */
public final class SqlIncidentStore implements IncidentStore {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Jdbi jdbi;

    /** @param jdbi of a database that has this module's tables */
    public SqlIncidentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What a search for text looks at, in lower case. */
    static String words(Incident incident) {
        String rules = incident.members().stream().map(Member::rule).distinct().collect(Collectors.joining("\n"));
        return (incident.summary().en() + "\n" + incident.summary().zh() + "\n" + rules).toLowerCase(Locale.ROOT);
    }

    @Override
    public void save(Incident incident) {
        Instant closedAt = incident.closedAt();
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO incident (id, state, since, closed_at, words, body) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET state = excluded.state, since = excluded.since,"
                            + " closed_at = excluded.closed_at, words = excluded.words, body = excluded.body",
                    incident.id(),
                    incident.state().name(),
                    incident.since().toEpochMilli(),
                    closedAt == null ? null : closedAt.toEpochMilli(),
                    words(incident),
                    json(incident));
            saveEvents(handle, incident);
        });
    }

    /** Its events become more and never others, until it is merged into another incident. */
    private static void saveEvents(Handle handle, Incident incident) {
        if (incident.state() == IncidentState.MERGED) {
            handle.execute("DELETE FROM incident_event WHERE incident_id = ?", incident.id());
            return;
        }
        int known = handle.createQuery("SELECT COUNT(*) FROM incident_event WHERE incident_id = ?")
                .bind(0, incident.id())
                .mapTo(Integer.class)
                .one();
        for (Member member : incident.members()
                .subList(
                        Math.min(known, incident.members().size()),
                        incident.members().size())) {
            handle.execute(
                    "INSERT INTO incident_event (incident_id, event_id, cluster, job_id) VALUES (?, ?, ?, ?)",
                    incident.id(),
                    member.eventId(),
                    member.cluster(),
                    Objects.requireNonNullElse(member.jobId(), ""));
        }
    }

    @Override
    public Optional<Incident> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT body FROM incident WHERE id = ?")
                .bind(0, id)
                .map((row, context) -> incident(row.getString(1)))
                .findOne());
    }

    @Override
    public Optional<Incident> ofEvent(String eventId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT body FROM incident WHERE id IN"
                        + " (SELECT incident_id FROM incident_event WHERE event_id = ?) ORDER BY since LIMIT 1")
                .bind(0, eventId)
                .map((row, context) -> incident(row.getString(1)))
                .findOne());
    }

    @Override
    public List<Incident> openOrClosedSince(Instant moment) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT body FROM incident WHERE state = 'OPEN'"
                        + " OR (state = 'CLOSED' AND closed_at >= ?) ORDER BY since, id")
                .bind(0, moment.toEpochMilli())
                .map((row, context) -> incident(row.getString(1)))
                .list());
    }

    @Override
    public IncidentQuery.Page page(IncidentQuery query) {
        IncidentCursor after = IncidentCursor.parse(query.cursor());
        StringBuilder sql = new StringBuilder("SELECT body FROM incident WHERE state <> 'MERGED'");
        List<Object> bound = new java.util.ArrayList<>();
        condition(
                sql,
                bound,
                " AND state = ?",
                query.state() == null ? null : query.state().name());
        condition(
                sql,
                bound,
                " AND (closed_at IS NULL OR closed_at >= ?)",
                query.from() == null ? null : query.from().toEpochMilli());
        condition(
                sql,
                bound,
                " AND since < ?",
                query.to() == null ? null : query.to().toEpochMilli());
        condition(sql, bound, " AND words LIKE ? ESCAPE '!'", like(query.text()));
        String events = " AND id IN (SELECT incident_id FROM incident_event WHERE ";
        condition(sql, bound, events + "cluster = ?)", query.cluster());
        condition(sql, bound, events + "job_id = ?)", query.jobId());
        if (after != null) {
            sql.append(" AND (since < ? OR (since = ? AND id < ?))");
            bound.add(after.since().toEpochMilli());
            bound.add(after.since().toEpochMilli());
            bound.add(after.id());
        }
        sql.append(" ORDER BY since DESC, id DESC LIMIT ").append(query.limit() + 1);
        List<Incident> found = jdbi.withHandle(handle -> {
            var statement = handle.createQuery(sql.toString());
            for (int i = 0; i < bound.size(); i++) {
                statement.bind(i, bound.get(i));
            }
            return statement.map((row, context) -> incident(row.getString(1))).list();
        });
        return IncidentCursor.page(found, query.limit());
    }

    private static void condition(StringBuilder sql, List<Object> bound, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            bound.add(value);
        }
    }

    private static @Nullable String like(@Nullable String text) {
        return text == null
                ? null
                : "%"
                        + text.toLowerCase(Locale.ROOT)
                                .replace("!", "!!")
                                .replace("%", "!%")
                                .replace("_", "!_") + "%";
    }

    @Override
    public int add(String incidentId, List<TimelineEntry> entries) {
        return jdbi.inTransaction(handle -> {
            int room = MOST_ENTRIES - count(handle, incidentId);
            int refused = 0;
            for (TimelineEntry entry : entries) {
                if (room <= 0) {
                    refused += has(handle, incidentId, entry) ? 0 : 1;
                } else {
                    room -= insert(handle, incidentId, entry);
                }
            }
            return refused;
        });
    }

    private static int insert(Handle handle, String incidentId, TimelineEntry entry) {
        return handle.execute(
                "INSERT INTO incident_entry (incident_id, entry_key, at, body) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (incident_id, entry_key) DO NOTHING",
                incidentId,
                entry.key(),
                entry.at().toEpochMilli(),
                json(entry));
    }

    private static int count(Handle handle, String incidentId) {
        return handle.createQuery("SELECT COUNT(*) FROM incident_entry WHERE incident_id = ?")
                .bind(0, incidentId)
                .mapTo(Integer.class)
                .one();
    }

    private static boolean has(Handle handle, String incidentId, TimelineEntry entry) {
        return handle.createQuery("SELECT COUNT(*) FROM incident_entry WHERE incident_id = ? AND entry_key = ?")
                        .bind(0, incidentId)
                        .bind(1, entry.key())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    @Override
    public List<TimelineEntry> timeline(String incidentId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT body FROM incident_entry WHERE incident_id = ? ORDER BY at, entry_key")
                .bind(0, incidentId)
                .map((row, context) -> read(row.getString(1), TimelineEntry.class))
                .list());
    }

    @Override
    public void moveEntries(String from, String to) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO incident_entry (incident_id, entry_key, at, body)"
                            + " SELECT ?, entry_key, at, body FROM incident_entry WHERE incident_id = ?"
                            + " ON CONFLICT (incident_id, entry_key) DO NOTHING",
                    to,
                    from);
            handle.execute("DELETE FROM incident_entry WHERE incident_id = ?", from);
        });
    }

    @Override
    public int prune(Instant before, int most) {
        return jdbi.inTransaction(handle -> {
            int gone = handle.execute(
                    "DELETE FROM incident WHERE state <> 'OPEN' AND closed_at < ?", before.toEpochMilli());
            int kept = handle.createQuery("SELECT COUNT(*) FROM incident")
                    .mapTo(Integer.class)
                    .one();
            if (kept > most) {
                gone += handle.execute(
                        "DELETE FROM incident WHERE id IN (SELECT id FROM incident WHERE state <> 'OPEN'"
                                + " ORDER BY since, id LIMIT ?)",
                        kept - most);
            }
            if (gone > 0) {
                handle.execute("DELETE FROM incident_event WHERE incident_id NOT IN (SELECT id FROM incident)");
                handle.execute("DELETE FROM incident_entry WHERE incident_id NOT IN (SELECT id FROM incident)");
            }
            return gone;
        });
    }

    private static Incident incident(String json) {
        return read(json, Incident.class);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an incident cannot be written: " + e.getMessage(), e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an incident cannot be read: " + e.getMessage(), e);
        }
    }
}
