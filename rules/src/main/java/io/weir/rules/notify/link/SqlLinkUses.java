package io.weir.rules.notify.link;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Uses in the database. */
public final class SqlLinkUses implements LinkUses {
    private final Jdbi jdbi;

    public SqlLinkUses(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean use(ActionLink link, Use use) {
        return jdbi.withHandle(handle -> handle.execute(
                        "INSERT INTO link_use (notification, action, expires_at, used_by, used_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (notification, action, expires_at) DO NOTHING",
                        link.notificationId(),
                        link.action().name(),
                        link.expiresAt().getEpochSecond(),
                        use.by(),
                        use.at().toEpochMilli())
                == 1);
    }

    @Override
    public void release(ActionLink link) {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM link_use WHERE notification = ? AND action = ? AND expires_at = ?",
                link.notificationId(),
                link.action().name(),
                link.expiresAt().getEpochSecond()));
    }

    @Override
    public Optional<Use> used(ActionLink link) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT used_by, used_at FROM link_use WHERE notification = ? AND action = ? AND expires_at = ?")
                .bind(0, link.notificationId())
                .bind(1, link.action().name())
                .bind(2, link.expiresAt().getEpochSecond())
                .map((row, context) -> new Use(row.getString("used_by"), Instant.ofEpochMilli(row.getLong("used_at"))))
                .findOne());
    }

    @Override
    public int forgetExpiredBefore(Instant before) {
        return jdbi.withHandle(
                handle -> handle.execute("DELETE FROM link_use WHERE expires_at < ?", before.getEpochSecond()));
    }
}
