package io.weir.collector.history;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what several days have of some series. */
final class DayReader {
    /** Beyond this SQL does not name the series one by one, and rows of others are passed over. */
    private static final int MOST_NAMED = 2_000;

    private final Engine engine;
    private final List<LabelMatcher> matchers;
    private final long fromMs;
    private final long toMs;
    private final long mostSamples;
    private final Map<Labels, Column> columns = new TreeMap<>();
    private long samples;

    DayReader(Engine engine, List<LabelMatcher> matchers, long fromMs, long toMs, long mostSamples) {
        this.engine = engine;
        this.matchers = matchers;
        this.fromMs = fromMs;
        this.toMs = toMs;
        this.mostSamples = mostSamples;
    }

    /** The samples of one series, growing. */
    private static final class Column {
        private long[] times = new long[64];
        private double[] values = new double[64];
        private int size;
        private boolean sorted = true;

        void add(long time, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            sorted &= size == 0 || times[size - 1] < time;
            times[size] = time;
            values[size++] = value;
        }

        Series series(Labels labels) {
            if (sorted) {
                return new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
            }
            TreeMap<Long, Double> ordered = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                ordered.put(times[i], values[i]);
            }
            return new Series(
                    labels,
                    ordered.keySet().stream().mapToLong(Long::longValue).toArray(),
                    ordered.values().stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** The series of a day that satisfy the matchers, by number. */
    Map<Long, Labels> matching(String day) throws SQLException {
        Map<Long, Labels> found = new HashMap<>();
        String name = exactName();
        try (PreparedStatement query = engine.connection()
                .prepareStatement(
                        "SELECT id, labels FROM " + day + ".series" + (name.isEmpty() ? "" : " WHERE name = ?"))) {
            if (!name.isEmpty()) {
                query.setString(1, name);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Labels labels = SeriesText.parse(rows.getString(2));
                    if (matchers.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())))) {
                        found.put(rows.getLong(1), labels);
                    }
                }
            }
        }
        return found;
    }

    /** The series of a day that have a chunk in the range. */
    List<Labels> present(String day) throws SQLException {
        Map<Long, Labels> wanted = matching(day);
        List<Labels> found = new ArrayList<>();
        try (PreparedStatement query = engine.connection()
                .prepareStatement("SELECT DISTINCT series FROM " + day + ".chunk WHERE to_ms >= ? AND from_ms <= ?")) {
            query.setLong(1, fromMs);
            query.setLong(2, toMs);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Labels labels = wanted.get(rows.getLong(1));
                    if (labels != null) {
                        found.add(labels);
                    }
                }
            }
        }
        return found;
    }

    void read(String day) throws SQLException {
        Map<Long, Labels> wanted = matching(day);
        if (wanted.isEmpty()) {
            return;
        }
        String name = exactName();
        StringBuilder sql = new StringBuilder("SELECT c.series, unnest(t.ms), unnest(c.amounts) FROM ")
                .append(day)
                .append(".chunk c JOIN ")
                .append(day)
                .append(".times t ON t.id = c.times WHERE c.to_ms >= ? AND c.from_ms <= ?");
        if (!name.isEmpty()) {
            sql.append(" AND c.name = ?");
        }
        if (wanted.size() <= MOST_NAMED) {
            sql.append(" AND c.series IN (");
            wanted.keySet().forEach(id -> sql.append(id).append(','));
            sql.setCharAt(sql.length() - 1, ')');
        }
        try (PreparedStatement query = engine.connection().prepareStatement(sql.toString())) {
            query.setLong(1, fromMs);
            query.setLong(2, toMs);
            if (!name.isEmpty()) {
                query.setString(3, name);
            }
            try (ResultSet rows = query.executeQuery()) {
                take(rows, wanted);
            }
        }
    }

    private void take(ResultSet rows, Map<Long, Labels> wanted) throws SQLException {
        while (rows.next()) {
            Labels labels = wanted.get(rows.getLong(1));
            long time = rows.getLong(2);
            if (labels != null && time >= fromMs && time <= toMs) {
                if (++samples > mostSamples) {
                    throw new HistoryException("the query reads more than " + mostSamples
                            + " samples from the history; choose a shorter range or fewer series");
                }
                columns.computeIfAbsent(labels, l -> new Column()).add(time, rows.getDouble(3));
            }
        }
    }

    private String exactName() {
        return matchers.stream()
                .filter(matcher -> matcher.name().equals(Labels.NAME) && matcher.kind() == LabelMatcher.Kind.EQUAL)
                .map(LabelMatcher::value)
                .findFirst()
                .orElse("");
    }

    List<Series> result() {
        List<Series> found = new ArrayList<>();
        columns.forEach((labels, column) -> found.add(column.series(labels)));
        return found;
    }
}
