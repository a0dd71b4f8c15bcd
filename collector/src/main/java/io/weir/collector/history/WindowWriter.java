package io.weir.collector.history;

import io.weir.collector.metric.Series;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Writes what one window of time had, in parts. A part and the note of how far the window is are one transaction, so whatever a
 * kill cuts off is written again and whatever was committed is not.
 */
final class WindowWriter {
    /** Some 16 MB of doubles: what a transaction holds in memory. */
    private static final int PART_SAMPLES = 2_000_000;

    private static final int PART_SERIES = 20_000;

    private final Engine engine;
    private final String day;
    private final long untilMs;
    private final List<Series> part = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private @Nullable Set<Long> described;
    private int samplesOfPart;
    private long written;

    /** Where {@code day} is the attached day to which all of the window that ends before {@code untilMs} belongs. */
    WindowWriter(Engine engine, String day, long untilMs) {
        this.engine = engine;
        this.day = day;
        this.untilMs = untilMs;
    }

    /** How far an earlier attempt came. */
    Progress progress() throws SQLException {
        try (Statement statement = engine.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT last_series, done FROM " + day + ".progress WHERE until_ms = " + untilMs)) {
            return rows.next() ? new Progress(rows.getString(1), rows.getBoolean(2)) : new Progress("", false);
        }
    }

    /** The last series that was written, or empty; and whether that was all. */
    record Progress(String lastSeries, boolean done) {}

    /** Takes a series; those of a window come in the order of their labels. */
    void add(String text, Series series) throws SQLException {
        part.add(series);
        texts.add(text);
        samplesOfPart += series.size();
        if (samplesOfPart >= PART_SAMPLES || part.size() >= PART_SERIES) {
            commit(false);
        }
    }

    /** Writes the rest; afterwards the window is done. */
    long finish() throws SQLException {
        commit(true);
        FailPoint.here("history.before-checkpoint");
        engine.run("CHECKPOINT " + day);
        FailPoint.here("history.after-checkpoint");
        return written;
    }

    private void commit(boolean done) throws SQLException {
        engine.run("BEGIN TRANSACTION");
        try {
            long[] ids = series();
            chunks(ids);
            note(done);
            FailPoint.here("history.before-commit");
            engine.run("COMMIT");
            FailPoint.here("history.after-commit");
        } catch (SQLException e) {
            rollback();
            throw e;
        }
        written += samplesOfPart;
        part.clear();
        texts.clear();
        samplesOfPart = 0;
    }

    private void rollback() {
        try {
            engine.run("ROLLBACK");
        } catch (SQLException e) {
            // DuckDB has rolled back by itself when the fault was severe.
            return;
        }
    }

    /** Makes sure that every series of the part is described. */
    private long[] series() throws SQLException {
        if (described == null) {
            described = described();
        }
        long[] ids = new long[part.size()];
        try (DuckDBAppender rows = engine.connection().createAppender(day, "main", "series")) {
            for (int i = 0; i < ids.length; i++) {
                ids[i] = SeriesText.id(texts.get(i));
                if (described.add(ids[i])) {
                    rows.beginRow()
                            .append(ids[i])
                            .append(part.get(i).labels().name())
                            .append(texts.get(i))
                            .endRow();
                }
            }
        }
        return ids;
    }

    private Set<Long> described() throws SQLException {
        Set<Long> known = new HashSet<>();
        try (Statement statement = engine.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM " + day + ".series")) {
            while (rows.next()) {
                known.add(rows.getLong(1));
            }
        }
        return known;
    }

    private void chunks(long[] ids) throws SQLException {
        Map<Times, Long> known = new HashMap<>();
        long next = nextTimes();
        try (DuckDBAppender times = engine.connection().createAppender(day, "main", "times");
                DuckDBAppender chunks = engine.connection().createAppender(day, "main", "chunk")) {
            for (int i = 0; i < ids.length; i++) {
                Series one = part.get(i);
                Times key = new Times(one.timestampsMs());
                Long id = known.get(key);
                if (id == null) {
                    id = next++;
                    known.put(key, id);
                    times.beginRow()
                            .append((long) id)
                            .append(one.timestampsMs())
                            .endRow();
                }
                chunks.beginRow()
                        .append(one.labels().name())
                        .append(ids[i])
                        .append(one.timestampsMs()[0])
                        .append(one.timestampsMs()[one.size() - 1])
                        .append((long) id)
                        .append(one.values())
                        .endRow();
            }
        }
    }

    private long nextTimes() throws SQLException {
        try (Statement statement = engine.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(max(id), -1) + 1 FROM " + day + ".times")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void note(boolean done) throws SQLException {
        engine.run("DELETE FROM " + day + ".progress WHERE until_ms <= " + untilMs);
        try (PreparedStatement insert =
                engine.connection().prepareStatement("INSERT INTO " + day + ".progress VALUES (?, ?, ?)")) {
            insert.setLong(1, untilMs);
            insert.setString(2, texts.isEmpty() ? "" : texts.get(texts.size() - 1));
            insert.setBoolean(3, done);
            insert.execute();
        }
    }

    /** Times by their content. */
    private record Times(long[] ms, int hash) {
        Times(long[] ms) {
            this(ms, Arrays.hashCode(ms));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Times times && hash == times.hash && Arrays.equals(ms, times.ms);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
