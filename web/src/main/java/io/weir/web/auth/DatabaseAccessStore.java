package io.weir.web.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Accounts, sessions and tokens in their tables. */
final class DatabaseAccessStore implements AccessStore {
    private final Jdbi jdbi;

    DatabaseAccessStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Account> account(String username) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT username, role, password_hash FROM account WHERE username = :username")
                .bind("username", username)
                .map((rows, context) -> new Account(
                        rows.getString("username"),
                        Role.valueOf(rows.getString("role").toUpperCase(Locale.ROOT)),
                        rows.getString("password_hash")))
                .findOne());
    }

    @Override
    public boolean hasAccounts() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM account")
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    @Override
    public void putAccount(Account account, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO account (username, role, password_hash, created_at)
                        VALUES (:username, :role, :hash, :now)
                        ON CONFLICT (username) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash""")
                .bind("username", account.username())
                .bind("role", account.role().word())
                .bind("hash", account.passwordHash())
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public void addSession(String idHash, String username, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO session (id_hash, username, created_at, last_used_at)
                        VALUES (:id, :username, :now, :now)""")
                .bind("id", idHash)
                .bind("username", username)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Session> session(String idHash) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT username, last_used_at FROM session WHERE id_hash = :id")
                        .bind("id", idHash)
                        .map((rows, context) -> new Session(
                                rows.getString("username"), Instant.ofEpochMilli(rows.getLong("last_used_at"))))
                        .findOne());
    }

    @Override
    public void touchSession(String idHash, Instant now) {
        update("UPDATE session SET last_used_at = :now WHERE id_hash = :key", idHash, now);
    }

    @Override
    public void removeSession(String idHash) {
        update("DELETE FROM session WHERE id_hash = :key", idHash, Instant.EPOCH);
    }

    @Override
    public void removeSessionsOf(String username) {
        update("DELETE FROM session WHERE username = :key", username, Instant.EPOCH);
    }

    @Override
    public void removeSessionsUnusedSince(Instant instant) {
        update("DELETE FROM session WHERE last_used_at < :now", "", instant);
    }

    private void update(String sql, String key, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(sql)
                .configure(org.jdbi.v3.core.statement.SqlStatements.class, c -> c.setUnusedBindingAllowed(true))
                .bind("key", key)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public void putToken(String name, String tokenHash, String username, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO api_token (token_hash, name, username, created_at)
                        VALUES (:hash, :name, :username, :now)
                        ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, username = excluded.username,
                          created_at = excluded.created_at""")
                .bind("hash", tokenHash)
                .bind("name", name)
                .bind("username", username)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<String> tokenOwner(String tokenHash) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT username FROM api_token WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .mapTo(String.class)
                .findOne());
    }
}
