package io.weir.runtime.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.sql.GatewayCalls.StatementException;
import io.weir.runtime.sql.flink.HiddenValues;
import io.weir.runtime.sql.flink.Statement;
import io.weir.runtime.sql.flink.Statement.Kind;
import io.weir.runtime.sql.flink.Wire;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A script, or a part of it, run to be looked at: its last query's rows, at most a hundred, as they come. Thread-safe. */
public final class SqlDebug {
    static final int MOST_ROWS = 100;
    private static final int MOST_LINES = 500;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long PAUSE_MILLIS = 200;

    /** How far it is. */
    public enum State {
        RUNNING,
        /** The query ended by itself. */
        FINISHED,
        /** A hundred rows are there, and the query was ended. */
        ENOUGH,
        STOPPED,
        FAILED
    }

    public record Column(String name, String type) {}

    /**
     * A change of the result.
     *
     * @param kind Flink's word: INSERT, UPDATE_BEFORE, UPDATE_AFTER or DELETE
     * @param fields as JSON, see {@link RowField}
     */
    public record Row(String kind, List<JsonNode> fields) {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    public record Line(Instant at, String text) {}

    /**
     * What is known now.
     *
     * @param fault null unless it failed
     * @param jobId null as long as there is none
     */
    public record View(
            String id,
            String cluster,
            String by,
            Instant startedAt,
            State state,
            List<Column> columns,
            List<Row> rows,
            List<Line> log,
            @Nullable SqlFault fault,
            @Nullable String jobId) {}

    private final String id;
    private final String workspace;
    private final String cluster;
    private final String by;
    private final Clock clock;
    private final Instant startedAt;
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Line> log = new ArrayList<>();
    private State state = State.RUNNING;
    private @Nullable SqlFault fault;
    private @Nullable String jobId;
    private volatile boolean stop;
    private volatile HiddenValues hidden = HiddenValues.NONE;

    SqlDebug(String id, String workspace, String cluster, String by, Clock clock) {
        this.id = id;
        this.workspace = workspace;
        this.cluster = cluster;
        this.by = by;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Whose it is. */
    public String workspace() {
        return workspace;
    }

    public synchronized View view() {
        return new View(
                id,
                cluster,
                by,
                startedAt,
                state,
                List.copyOf(columns),
                List.copyOf(rows),
                List.copyOf(log),
                fault,
                jobId);
    }

    /** Asks it to end; it does within a second or so. */
    public void stop() {
        stop = true;
    }

    synchronized boolean isOver() {
        return state != State.RUNNING;
    }

    private synchronized void say(String text) {
        if (log.size() < MOST_LINES) {
            log.add(new Line(clock.instant(), hidden.mask(text)));
        }
    }

    private synchronized void end(State end, String text) {
        state = end;
        say(text);
    }

    /** Runs the statements in a session of their own and returns when the last one is over. */
    void run(
            GatewayCalls calls,
            Map<String, String> properties,
            List<String> before,
            List<Statement> statements,
            ResolvedScript script) {
        hidden = HiddenValues.of(script.hidden());
        Statement current = null;
        String session = null;
        try {
            session = calls.open(properties);
            say("a session on cluster " + cluster + " is open");
            for (String statement : before) {
                execute(calls, session, statement);
            }
            for (Statement statement : statements) {
                current = statement;
                if (statement.kind() == Kind.QUERY || statement.kind() == Kind.LOOK) {
                    say("the query at line " + statement.line() + " begins");
                }
                execute(calls, session, statement.inPlace());
                if (stop) {
                    end(State.STOPPED, "stopped");
                    return;
                }
            }
            synchronized (this) {
                if (state == State.RUNNING) {
                    end(State.FINISHED, "finished");
                }
            }
        } catch (StatementException e) {
            int line = current == null ? 1 : current.line();
            int column = current == null ? 1 : current.column();
            failed(FaultText.of(new Wire.Fault(e.messages(), line, column), script));
        } catch (IOException | RuntimeException e) {
            failed(new SqlFault(script.withoutHidden(String.valueOf(e.getMessage())), new Place(1, 1, 1, 1)));
        } finally {
            close(calls, session);
        }
    }

    synchronized void failed(SqlFault why) {
        fault = why;
        end(State.FAILED, why.message());
    }

    private void close(GatewayCalls calls, @Nullable String session) {
        if (session != null) {
            try {
                calls.close(session);
            } catch (IOException e) {
                say("the session could not be closed and ends by itself: " + e.getMessage());
            }
        }
    }

    /** Follows one statement to its end, or until there is enough of it. */
    private void execute(GatewayCalls calls, String session, String statement) throws IOException {
        String operation = calls.execute(session, statement);
        try {
            follow(calls, session, operation);
        } finally {
            calls.closeOperation(session, operation);
        }
    }

    private void follow(GatewayCalls calls, String session, String operation) throws IOException {
        long token = 0;
        while (!stop) {
            JsonNode page = calls.result(session, operation, token);
            String type = page.path("resultType").asText();
            if (type.equals("EOS")) {
                return;
            }
            boolean more = !type.equals("NOT_READY") && take(page);
            if (more) {
                String next = page.path("nextResultUri").asText("");
                if (next.isEmpty()) {
                    return;
                }
                token = Long.parseLong(next.replaceFirst(".*/result/(\\d+).*", "$1"));
            }
            synchronized (this) {
                if (rows.size() >= MOST_ROWS) {
                    end(State.ENOUGH, "there are " + MOST_ROWS + " rows; the query was ended");
                    return;
                }
            }
            if (Duration.between(startedAt, clock.instant()).compareTo(LONGEST) > 0) {
                throw new IOException("ended after " + LONGEST.toMinutes() + " minutes");
            }
            if (page.path("results").path("data").isEmpty()) {
                pause();
            }
        }
    }

    /** Keeps what a page tells of a query. */
    private synchronized boolean take(JsonNode page) {
        JsonNode results = page.path("results");
        if (page.hasNonNull("jobID") && jobId == null) {
            jobId = page.path("jobID").asText();
            say("job " + jobId);
        }
        boolean shows = page.path("isQueryResult").asBoolean(false)
                || page.path("resultKind").asText().equals("SUCCESS_WITH_CONTENT");
        if (!shows) {
            return true;
        }
        if (columns.isEmpty()) {
            for (JsonNode column : results.path("columns")) {
                columns.add(new Column(
                        hidden.mask(column.path("name").asText()),
                        column.path("logicalType").path("type").asText()));
            }
        }
        for (JsonNode row : results.path("data")) {
            if (rows.size() < MOST_ROWS) {
                List<JsonNode> fields = new ArrayList<>();
                row.path("fields").forEach(field -> fields.add(RowField.told(field, hidden)));
                rows.add(new Row(row.path("kind").asText("INSERT"), fields));
            }
        }
        return true;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
