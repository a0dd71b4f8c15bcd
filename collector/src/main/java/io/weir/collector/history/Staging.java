package io.weir.collector.history;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;

/**
 * Samples on their way into an exported file: a DuckDB file of its own, so that an export of any length needs little memory, and neither
 * a reader nor the flush of the history waits longer than for one stretch of it.
 */
final class Staging implements AutoCloseable {
    private static final int BATCH_SAMPLES = 1_000_000;
    private static final int BATCH_SERIES = 20_000;
    private static final int MOST_SERIES = 5_000_000;

    /** All NaNs are equal to DuckDB, so a stale marker is told by its bits. */
    private static final String IS_STALE =
            "isnan(v) AND CAST(CAST(v AS BIT) AS BIGINT) = " + Double.doubleToRawLongBits(Sample.STALE);

    private final Path file;
    private final Set<Long> described = new HashSet<>();
    private long rows;

    Staging(Path file) {
        this.file = file;
    }

    long rows() {
        return rows;
    }

    /** What to do with the staged samples while an engine has them open. */
    interface Work {
        void run() throws SQLException;
    }

    /** Opens the file in an engine, does the work and closes it again. */
    void in(Engine engine, Work work) throws SQLException {
        engine.run(
                "ATTACH " + Engine.quoted(file.toString()) + " AS staging",
                "CREATE TABLE IF NOT EXISTS staging.series (id BIGINT, name VARCHAR, labels VARCHAR)",
                "CREATE TABLE IF NOT EXISTS staging.row (series BIGINT, ms BIGINT, v DOUBLE)");
        try {
            work.run();
        } finally {
            engine.run("DETACH DATABASE IF EXISTS staging");
        }
    }

    /** Takes the samples of an attached day that are in [fromMs, toMs]. */
    void takeDay(Engine engine, String day, Map<Long, Labels> wanted, long fromMs, long toMs) throws SQLException {
        describe(engine, wanted);
        engine.run("CREATE OR REPLACE TEMP TABLE wanted (id BIGINT)");
        try (DuckDBAppender ids = engine.connection().createAppender("temp", "main", "wanted")) {
            for (Long id : wanted.keySet()) {
                ids.beginRow().append((long) id).endRow();
            }
        }
        insert(
                engine,
                "SELECT c.series, unnest(t.ms) AS ms, unnest(c.amounts) AS v FROM " + day + ".chunk c JOIN " + day
                        + ".times t ON t.id = c.times WHERE c.to_ms >= " + fromMs + " AND c.from_ms <= " + toMs
                        + " AND c.series IN (SELECT id FROM wanted)",
                fromMs,
                toMs);
        engine.run("DROP TABLE wanted");
    }

    /** Takes what the head has of some series in [fromMs, toMs]. */
    void takeHead(Engine engine, Iterable<Series> all, long fromMs, long toMs) throws SQLException {
        List<Series> batch = new ArrayList<>();
        int samples = 0;
        for (Series series : all) {
            batch.add(series);
            samples += series.size();
            if (samples >= BATCH_SAMPLES || batch.size() >= BATCH_SERIES) {
                takeBatch(engine, batch, fromMs, toMs);
                batch.clear();
                samples = 0;
            }
        }
        takeBatch(engine, batch, fromMs, toMs);
    }

    private void takeBatch(Engine engine, List<Series> batch, long fromMs, long toMs) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        Map<Long, Labels> byId = new LinkedHashMap<>();
        engine.run("CREATE OR REPLACE TEMP TABLE batch (series BIGINT, ms BIGINT[], amounts DOUBLE[])");
        try (DuckDBAppender parts = engine.connection().createAppender("temp", "main", "batch")) {
            for (Series series : batch) {
                long id = SeriesText.id(SeriesText.of(series.labels()));
                byId.put(id, series.labels());
                parts.beginRow()
                        .append(id)
                        .append(series.timestampsMs())
                        .append(series.values())
                        .endRow();
            }
        }
        describe(engine, byId);
        insert(engine, "SELECT series, unnest(ms) AS ms, unnest(amounts) AS v FROM batch", fromMs, toMs);
        engine.run("DROP TABLE batch");
    }

    private void insert(Engine engine, String select, long fromMs, long toMs) throws SQLException {
        try (Statement statement = engine.connection().createStatement()) {
            rows += statement.executeLargeUpdate("INSERT INTO staging.row SELECT series, ms, v FROM (" + select
                    + ") WHERE ms >= " + fromMs + " AND ms <= " + toMs + " AND NOT (" + IS_STALE + ")");
        }
    }

    private void describe(Engine engine, Map<Long, Labels> series) throws SQLException {
        try (DuckDBAppender rows = engine.connection().createAppender("staging", "main", "series")) {
            for (Map.Entry<Long, Labels> one : series.entrySet()) {
                if (described.add(one.getKey())) {
                    rows.beginRow()
                            .append((long) one.getKey())
                            .append(one.getValue().name())
                            .append(SeriesText.of(one.getValue().withoutName()))
                            .endRow();
                }
            }
        }
        if (described.size() > MOST_SERIES) {
            throw new HistoryException(
                    "the export has more than " + MOST_SERIES + " series; choose a shorter range or fewer series");
        }
    }

    /** Forgets what was taken of a stretch that is read again from elsewhere. */
    void forget(Engine engine, long fromMs, long toMs) throws SQLException {
        try (Statement statement = engine.connection().createStatement()) {
            rows -= statement.executeLargeUpdate(
                    "DELETE FROM staging.row WHERE ms >= " + fromMs + " AND ms <= " + toMs);
        }
    }

    /** Writes the file that was asked for. */
    void writeTo(Engine engine, Path out, ExportRequest.Format format) throws SQLException {
        boolean parquet = format == ExportRequest.Format.PARQUET;
        String columns = parquet
                ? "make_timestamptz(r.ms * 1000) AS time, s.name AS metric,"
                        + " CAST(CAST(s.labels AS JSON) AS MAP(VARCHAR, VARCHAR)) AS labels, r.v AS value"
                : "strftime(epoch_ms(r.ms), '%Y-%m-%dT%H:%M:%S.%gZ') AS time, s.name AS metric, s.labels AS labels,"
                        + " r.v AS value";
        engine.run("COPY (SELECT " + columns + " FROM staging.row r JOIN staging.series s ON s.id = r.series) TO "
                + Engine.quoted(out.toString())
                + (parquet ? " (FORMAT parquet, COMPRESSION zstd)" : " (FORMAT csv, HEADER)"));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
        } catch (IOException e) {
            throw new HistoryException("the temporary file of an export cannot be deleted", e);
        }
    }
}
