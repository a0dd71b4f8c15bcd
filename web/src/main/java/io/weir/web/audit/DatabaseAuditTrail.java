package io.weir.web.audit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

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
                            INSERT INTO audit (at, actor, action, subject, outcome, address)
                            VALUES (:at, :actor, :action, :subject, :outcome, :address)""")
                    .bind("at", entry.at().toEpochMilli())
                    .bind("actor", entry.actor())
                    .bind("action", entry.action())
                    .bind("subject", entry.subject())
                    .bind("outcome", entry.outcome())
                    .bind("address", entry.address())
                    .execute();
            if (added.incrementAndGet() % TRIM_EVERY == 0) {
                handle.createUpdate("DELETE FROM audit WHERE id <= (SELECT MAX(id) FROM audit) - :most")
                        .bind("most", MOST_ENTRIES)
                        .execute();
            }
        });
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT at, actor, action, subject, outcome, address FROM audit ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((rows, context) -> new AuditEntry(
                        Instant.ofEpochMilli(rows.getLong("at")),
                        rows.getString("actor"),
                        rows.getString("action"),
                        rows.getString("subject"),
                        rows.getString("outcome"),
                        rows.getString("address")))
                .list());
    }
}
