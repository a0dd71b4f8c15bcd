package io.weir.diagnosis.exit;

import io.weir.collector.signal.ProcessKind;
import io.weir.diagnosis.fact.EndedProcess;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Ends of processes in the database. */
public final class SqlExitStore implements ExitStore {
    private final Jdbi jdbi;

    /** Over the tables of this module, migrated. */
    public SqlExitStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(EndedProcess end) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO process_exit (cluster, process, at, kind, exit_code, requested, reason, last_lines)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                end.cluster(),
                end.process(),
                end.at().toEpochMilli(),
                end.kind().name(),
                end.exitCode(),
                end.requested() ? 1 : 0,
                end.reason(),
                String.join("\n", end.lastLines())));
    }

    @Override
    public List<EndedProcess> between(String cluster, Instant from, Instant to) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM process_exit WHERE cluster = ? AND at >= ? AND at < ? ORDER BY at, process")
                .bind(0, cluster)
                .bind(1, from.toEpochMilli())
                .bind(2, to.toEpochMilli())
                .map(SqlExitStore::end)
                .list());
    }

    @Override
    public void prune(Instant before) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM process_exit WHERE at < ?", before.toEpochMilli()));
    }

    private static EndedProcess end(ResultSet row, StatementContext context) throws SQLException {
        String lines = row.getString("last_lines");
        return new EndedProcess(
                row.getString("cluster"),
                row.getString("process"),
                ProcessKind.valueOf(row.getString("kind")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getInt("exit_code"),
                row.getInt("requested") == 1,
                row.getString("reason"),
                lines.isEmpty() ? List.of() : lines.lines().toList());
    }
}
