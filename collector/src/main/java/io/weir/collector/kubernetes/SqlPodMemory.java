package io.weir.collector.kubernetes;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.Signal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The memory in a database, on a connection of its own that one thread uses at a time. */
final class SqlPodMemory implements PodMemory {
    private static final Logger log = LoggerFactory.getLogger(SqlPodMemory.class);
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private final Connection connection;
    private final Jdbi jdbi;

    private SqlPodMemory(Connection connection) {
        this.connection = connection;
        this.jdbi = Jdbi.create(connection);
    }

    /**
     * Opens the table in a SQLite file that {@link io.weir.collector.cluster.SqlJobHistory#open} brought up to date.
     *
     * @throws IllegalStateException when the file cannot be opened
     */
    static SqlPodMemory open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            return new SqlPodMemory(source.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the memory of pods in " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized List<String> told(String uid) {
        List<String> newestFirst = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT news FROM collector_pod_news WHERE uid = :uid ORDER BY told_ms DESC, at_ms DESC LIMIT :most")
                .bind("uid", uid)
                .bind("most", MOST_TOLD)
                .mapTo(String.class)
                .list());
        List<String> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return List.copyOf(oldestFirst);
    }

    @Override
    public synchronized List<PodTroubled> troubles(String kubernetes) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM collector_pod_news"
                        + " WHERE kubernetes = :kubernetes AND trouble IS NOT NULL ORDER BY at_ms, uid")
                .bind("kubernetes", kubernetes)
                .map((row, context) -> troubled(row))
                .list());
    }

    private static PodTroubled troubled(ResultSet row) throws SQLException {
        return new PodTroubled(
                row.getString("cluster"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                new PodId(
                        row.getString("kubernetes"),
                        row.getString("namespace"),
                        row.getString("pod"),
                        row.getString("uid")),
                ProcessKind.valueOf(row.getString("kind")),
                PodTrouble.valueOf(row.getString("trouble")),
                row.getString("container"),
                row.getString("reason"),
                row.getString("message"));
    }

    @Override
    public synchronized void markTold(Collection<Signal> signals, Instant at) {
        jdbi.useTransaction(handle -> {
            for (Signal signal : signals) {
                if (signal instanceof PodExited exited) {
                    insert(handle, exited, exited.pod(), exited.kind(), at, null);
                } else if (signal instanceof PodStarted started) {
                    insert(handle, started, started.pod(), started.kind(), at, null);
                } else if (signal instanceof PodTroubled troubled) {
                    insert(handle, troubled, troubled.pod(), troubled.kind(), at, troubled);
                } else if (signal instanceof PodRecovered recovered) {
                    handle.execute(
                            "DELETE FROM collector_pod_news WHERE uid = ? AND news = ?",
                            recovered.pod().uid(),
                            PodNews.trouble(recovered.trouble(), recovered.container()));
                }
            }
        });
    }

    private static void insert(
            Handle handle, Signal signal, PodId pod, ProcessKind kind, Instant toldAt, @Nullable PodTroubled troubled) {
        handle.createUpdate(
                        "INSERT INTO collector_pod_news (uid, news, told_ms, kubernetes, namespace, pod, cluster, kind,"
                                + " at_ms, trouble, container, reason, message) VALUES (:uid, :news, :told, :kubernetes, :namespace,"
                                + " :pod, :cluster, :kind, :at, :trouble, :container, :reason, :message)"
                                + " ON CONFLICT (uid, news) DO UPDATE SET told_ms = excluded.told_ms, at_ms = excluded.at_ms,"
                                + " reason = excluded.reason, message = excluded.message")
                .bind("uid", pod.uid())
                .bind("news", PodNews.key(signal).orElseThrow())
                .bind("told", toldAt.toEpochMilli())
                .bind("kubernetes", pod.kubernetes())
                .bind("namespace", pod.namespace())
                .bind("pod", pod.name())
                .bind("cluster", signal.cluster())
                .bind("kind", kind.name())
                .bind("at", signal.at().toEpochMilli())
                .bind("trouble", troubled == null ? null : troubled.trouble().name())
                .bind("container", troubled == null ? null : troubled.container())
                .bind("reason", troubled == null ? null : troubled.reason())
                .bind("message", troubled == null ? null : troubled.message())
                .execute();
    }

    @Override
    public synchronized void prune(Instant before) {
        jdbi.useHandle(
                handle -> handle.execute("DELETE FROM collector_pod_news WHERE told_ms < ?", before.toEpochMilli()));
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("the memory of pods did not close cleanly", e);
        }
    }
}
