package io.weir.rules.notify;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Allowances in the database. */
final class SqlAllowanceStore implements AllowanceStore {
    private final Jdbi jdbi;

    SqlAllowanceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Used load(String account) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT sent_at, muted_until FROM channel_allowance WHERE account = ?")
                        .bind(0, account)
                        .map((row, context) -> new Used(
                                times(row.getString("sent_at")), Instant.ofEpochMilli(row.getLong("muted_until"))))
                        .findOne()
                        .orElse(Used.NOTHING));
    }

    private static List<Instant> times(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> Instant.ofEpochMilli(Long.parseLong(word)))
                .toList();
    }

    @Override
    public void save(String account, Used used) {
        String times =
                used.sent().stream().map(at -> Long.toString(at.toEpochMilli())).collect(Collectors.joining(" "));
        jdbi.useHandle(
                handle -> handle.execute("""
                INSERT INTO channel_allowance (account, sent_at, muted_until) VALUES (?, ?, ?)
                    ON CONFLICT (account) DO UPDATE SET sent_at = excluded.sent_at, muted_until = excluded.muted_until
                """, account, times, used.mutedUntil().toEpochMilli()));
    }
}
