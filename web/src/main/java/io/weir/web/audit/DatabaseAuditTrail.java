package io.weir.web.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The trail in the {@code audit} table. */
public final class DatabaseAuditTrail implements AuditTrail {
    private static final int TRIM_EVERY = 100;

    private final Jdbi jdbi;
    private final AtomicLong added = new AtomicLong();

    /** A trail in a database whose migrations have run. */
    public DatabaseAuditTrail(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(AuditEntry entry) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO audit (at, actor, action, subject, outcome, address, before_text, after_text)
                            VALUES (:at, :actor, :action, :subject, :outcome, :address, :before, :after)""")
                    .bind("at", entry.at().toEpochMilli())
                    .bind("actor", entry.actor())
                    .bind("action", entry.action())
                    .bind("subject", entry.subject())
                    .bind("outcome", entry.outcome())
                    .bind("address", entry.address())
                    .bind("before", entry.before())
                    .bind("after", entry.after())
                    .execute();
            // The first of a run too: a Weir that is started each day would else never forget.
            if (added.getAndIncrement() % TRIM_EVERY == 0) {
                handle.createUpdate("DELETE FROM audit WHERE at < :oldest"
                                + " OR id <= (SELECT MAX(id) FROM audit) - :most")
                        .bind("oldest", entry.at().minus(RETENTION).toEpochMilli())
                        .bind("most", MOST_ENTRIES)
                        .execute();
            }
        });
    }

    @Override
    public List<NumberedEntry> find(AuditQuery query) {
        StringBuilder sql = new StringBuilder("SELECT * FROM audit WHERE 1 = 1");
        sql.append(query.actor() == null ? "" : " AND actor = :actor");
        sql.append(query.from() == null ? "" : " AND at >= :from");
        sql.append(query.to() == null ? "" : " AND at < :to");
        sql.append(query.cursor() == null ? "" : " AND id < :cursor");
        sql.append(
                query.text() == null
                        ? ""
                        : " AND LOWER(action || '\n' || subject || '\n' || outcome || '\n' || address) LIKE :text ESCAPE '!'");
        sql.append(" ORDER BY id DESC LIMIT :limit");
        return jdbi.withHandle(handle -> {
            Query select = handle.createQuery(sql.toString()).bind("limit", query.limit());
            if (query.actor() != null) {
                select.bind("actor", query.actor());
            }
            if (query.from() != null) {
                select.bind("from", query.from().toEpochMilli());
            }
            if (query.to() != null) {
                select.bind("to", query.to().toEpochMilli());
            }
            if (query.cursor() != null) {
                select.bind("cursor", query.cursor());
            }
            if (query.text() != null) {
                select.bind("text", "%" + escaped(query.text()) + "%");
            }
            return select.map(DatabaseAuditTrail::entry).list();
        });
    }

    private static String escaped(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[!%_]", "!$0");
    }

    private static NumberedEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new NumberedEntry(
                row.getLong("id"),
                new AuditEntry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("outcome"),
                        row.getString("address"),
                        row.getString("before_text"),
                        row.getString("after_text")));
    }
}
