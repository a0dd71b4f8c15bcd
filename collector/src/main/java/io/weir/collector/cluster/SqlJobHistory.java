package io.weir.collector.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The history in a database. One connection, used by one thread at a time: the writes are few and small, and each is on disk when its
 * method returns.
 */
public final class SqlJobHistory implements JobHistory {
    private static final Logger log = LoggerFactory.getLogger(SqlJobHistory.class);
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private final Connection connection;
    private final Jdbi jdbi;
    private final HistoryRows rows;

    private SqlJobHistory(Connection connection) {
        this.connection = connection;
        this.jdbi = Jdbi.create(connection);
        this.rows = new HistoryRows(jdbi.withHandle(HistoryRows::highestSequence));
    }

    /**
     * Opens, and brings up to date, the tables of the collector in a SQLite file that other modules use as well.
     *
     * @throws IllegalStateException when the file cannot be opened
     */
    public static SqlJobHistory open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        Flyway.configure(SqlJobHistory.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/collector")
                .table("flyway_collector")
                // The file holds the tables of other modules, each with a history of its own.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        try {
            return new SqlJobHistory(source.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the job history in " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void remember(ClusterState state, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO collector_cluster (cluster, seen_ms, document)"
                                + " VALUES (:cluster, :seen, :document)"
                                + " ON CONFLICT (cluster) DO UPDATE SET seen_ms = excluded.seen_ms, document = excluded.document")
                .bind("cluster", state.name())
                .bind("seen", at.toEpochMilli())
                .bind("document", ClusterDocument.write(state))
                .execute());
    }

    @Override
    public synchronized Optional<ClusterState> lastKnown(String cluster) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT seen_ms, document FROM collector_cluster WHERE cluster = :cluster")
                        .bind("cluster", cluster)
                        .map((row, context) -> document(
                                cluster, row.getString("document"), Instant.ofEpochMilli(row.getLong("seen_ms"))))
                        .findOne()
                        .flatMap(found -> found));
    }

    private static Optional<ClusterState> document(String cluster, String document, Instant seenAt) {
        try {
            return Optional.of(ClusterDocument.read(document, seenAt));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // It is only what was known before the restart; the first poll brings it anew.
            log.warn("what was known of cluster {} cannot be read and is left aside: {}", cluster, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public synchronized List<Signal> addNew(List<Signal> signals) {
        if (signals.isEmpty()) {
            return List.of();
        }
        return jdbi.inTransaction(handle -> {
            List<Signal> added = new ArrayList<>();
            for (Signal signal : signals) {
                if (rows.insert(handle, signal)) {
                    added.add(signal);
                }
            }
            return List.copyOf(added);
        });
    }

    @Override
    public synchronized void markTold(Collection<Signal> signals) {
        jdbi.useTransaction(handle -> {
            for (Signal signal : signals) {
                HistoryKey.of(signal).ifPresent(key -> HistoryRows.markTold(handle, key));
            }
        });
    }

    @Override
    public synchronized List<Signal> untold(String cluster) {
        return jdbi.withHandle(handle -> {
            List<Signal> untold = new ArrayList<>();
            untold.addAll(HistoryRows.statusChanges(handle, "told = 0 AND cluster = ?", List.of(cluster), -1));
            untold.addAll(HistoryRows.exceptions(handle, "told = 0 AND cluster = ?", List.of(cluster), -1));
            untold.addAll(HistoryRows.checkpoints(handle, "told = 0 AND cluster = ?", List.of(cluster), -1));
            untold.addAll(HistoryRows.savepoints(handle, "told = 0 AND cluster = ?", List.of(cluster), -1));
            java.util.Collections.reverse(untold);
            untold.sort(Comparator.comparing(Signal::at));
            return List.copyOf(untold);
        });
    }

    @Override
    public synchronized List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
        return jdbi
                .withHandle(handle -> HistoryRows.checkpoints(handle, ofJob(), List.of(cluster, jobId), limit))
                .stream()
                .map(CheckpointFinished::checkpoint)
                .toList();
    }

    @Override
    public synchronized List<JobException> exceptions(String cluster, String jobId, int limit) {
        return jdbi
                .withHandle(handle -> HistoryRows.exceptions(handle, ofJob(), List.of(cluster, jobId), limit))
                .stream()
                .map(JobExceptionRaised::exception)
                .toList();
    }

    @Override
    public synchronized List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
        return jdbi.withHandle(handle -> HistoryRows.statusChanges(handle, ofJob(), List.of(cluster, jobId), limit));
    }

    private static String ofJob() {
        return "cluster = ? AND job_id = ?";
    }

    @Override
    public synchronized void prune(Instant before) {
        jdbi.useTransaction(handle -> {
            for (HistoryKey.Kind kind : HistoryKey.Kind.values()) {
                prune(handle, kind, before);
            }
            handle.execute("DELETE FROM collector_cluster WHERE seen_ms < ?", before.toEpochMilli());
        });
    }

    private static void prune(Handle handle, HistoryKey.Kind kind, Instant before) {
        String table = HistoryRows.table(kind);
        handle.execute("DELETE FROM " + table + " WHERE at_ms < ?", before.toEpochMilli());
        record Crowded(String cluster, String jobId) {}
        List<Crowded> crowded = handle.createQuery(
                        "SELECT cluster, job_id FROM " + table + " GROUP BY cluster, job_id HAVING COUNT(*) > :most")
                .bind("most", kind.most())
                .map((row, context) -> new Crowded(row.getString("cluster"), row.getString("job_id")))
                .list();
        for (Crowded job : crowded) {
            handle.execute(
                    "DELETE FROM " + table + " WHERE cluster = ? AND job_id = ? AND seq NOT IN (SELECT seq FROM "
                            + table + " WHERE cluster = ? AND job_id = ? ORDER BY at_ms DESC, seq DESC LIMIT ?)",
                    job.cluster(),
                    job.jobId(),
                    job.cluster(),
                    job.jobId(),
                    kind.most());
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("the job history did not close cleanly", e);
        }
    }
}
