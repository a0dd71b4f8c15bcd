package io.weir.web.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Accounts, roles, sessions and tokens in their tables. */
final class DatabaseAccessStore implements AccessStore {
    private static final String MEMBERS = "SELECT workspace, username, role FROM workspace_member";

    private final Jdbi jdbi;

    DatabaseAccessStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Account> account(String username) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM account WHERE username = ?")
                .bind(0, username)
                .map((row, context) -> new Account(
                        row.getString("username"),
                        row.getString("role"),
                        row.getString("password_hash"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne());
    }

    @Override
    public List<Member> members() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT account.username, account.role, account.created_at, MAX(session.last_used_at) AS seen_at
                            FROM account LEFT JOIN session ON session.username = account.username
                            GROUP BY account.username, account.role, account.created_at ORDER BY account.username
                        """)
                .map((row, context) -> new Member(
                        row.getString("username"),
                        row.getString("role"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        instant(row, "seen_at")))
                .list());
    }

    @Override
    public void putAccount(Account account) {
        update(
                """
                INSERT INTO account (username, role, password_hash, created_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (username) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash
                """,
                account.username(),
                account.role(),
                account.passwordHash(),
                account.createdAt().toEpochMilli());
    }

    @Override
    public boolean removeAccount(String username) {
        return jdbi.inTransaction(handle -> {
            handle.execute("DELETE FROM session WHERE username = ?", username);
            handle.execute("DELETE FROM api_token WHERE username = ?", username);
            handle.execute("DELETE FROM workspace_member WHERE username = ?", username);
            return handle.execute("DELETE FROM account WHERE username = ?", username) > 0;
        });
    }

    @Override
    public List<Role> roles() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT name, permissions FROM role ORDER BY name")
                .map((row, context) -> new Role(
                        row.getString("name"),
                        Arrays.stream(row.getString("permissions").split(","))
                                .flatMap(word -> Permission.of(word).stream())
                                .collect(Collectors.toSet())))
                .list());
    }

    @Override
    public void putRole(Role role) {
        update(
                "INSERT INTO role (name, permissions) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET permissions = excluded.permissions",
                role.name(),
                String.join(",", role.words()));
    }

    @Override
    public boolean removeRole(String name) {
        return update("DELETE FROM role WHERE name = ?", name) > 0;
    }

    @Override
    public List<WorkspaceEntry> workspaces() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM workspace ORDER BY name")
                .map((row, context) -> new WorkspaceEntry(
                        row.getString("name"),
                        row.getString("created_by"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list());
    }

    @Override
    public boolean addWorkspace(WorkspaceEntry workspace) {
        return update(
                        "INSERT INTO workspace (name, created_by, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        workspace.name(),
                        workspace.createdBy(),
                        workspace.createdAt().toEpochMilli())
                > 0;
    }

    @Override
    public boolean removeWorkspace(String name) {
        return jdbi.inTransaction(handle -> {
            handle.execute("DELETE FROM api_token WHERE workspace = ?", name);
            handle.execute("DELETE FROM workspace_member WHERE workspace = ?", name);
            return handle.execute("DELETE FROM workspace WHERE name = ?", name) > 0;
        });
    }

    @Override
    public List<WorkspaceMember> workspaceMembers() {
        return jdbi.withHandle(handle -> handle.createQuery(MEMBERS + " ORDER BY workspace, username")
                .map((row, context) -> workspaceMember(row))
                .list());
    }

    @Override
    public List<WorkspaceMember> workspacesOf(String username) {
        return jdbi.withHandle(handle -> handle.createQuery(MEMBERS + " WHERE username = ? ORDER BY workspace")
                .bind(0, username)
                .map((row, context) -> workspaceMember(row))
                .list());
    }

    private static WorkspaceMember workspaceMember(ResultSet row) throws SQLException {
        return new WorkspaceMember(row.getString("workspace"), row.getString("username"), row.getString("role"));
    }

    @Override
    public void putWorkspaceMember(WorkspaceMember member) {
        update(
                "INSERT INTO workspace_member (workspace, username, role) VALUES (?, ?, ?)"
                        + " ON CONFLICT (workspace, username) DO UPDATE SET role = excluded.role",
                member.workspace(),
                member.username(),
                member.role());
    }

    @Override
    public boolean removeWorkspaceMember(String workspace, String username) {
        return jdbi.inTransaction(handle -> {
            handle.execute("DELETE FROM api_token WHERE workspace = ? AND username = ?", workspace, username);
            return handle.execute(
                            "DELETE FROM workspace_member WHERE workspace = ? AND username = ?", workspace, username)
                    > 0;
        });
    }

    @Override
    public void addSession(String idHash, String username, Instant now) {
        long at = now.toEpochMilli();
        update(
                "INSERT INTO session (id_hash, username, created_at, last_used_at) VALUES (?, ?, ?, ?)",
                idHash,
                username,
                at,
                at);
    }

    @Override
    public Optional<Session> session(String idHash) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM session WHERE id_hash = ?")
                .bind(0, idHash)
                .map((row, context) -> new Session(
                        row.getString("username"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_used_at"))))
                .findOne());
    }

    @Override
    public void touchSession(String idHash, Instant now) {
        update("UPDATE session SET last_used_at = ? WHERE id_hash = ?", now.toEpochMilli(), idHash);
    }

    @Override
    public void removeSession(String idHash) {
        update("DELETE FROM session WHERE id_hash = ?", idHash);
    }

    @Override
    public void removeSessionsOf(String username) {
        update("DELETE FROM session WHERE username = ?", username);
    }

    @Override
    public void removeSessionsUnusedSince(Instant instant) {
        update("DELETE FROM session WHERE last_used_at < ?", instant.toEpochMilli());
    }

    @Override
    public List<ApiToken> tokens() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM api_token ORDER BY name")
                .map(DatabaseAccessStore::token)
                .list());
    }

    @Override
    public void putToken(ApiToken token, String tokenHash) {
        Instant expiresAt = token.expiresAt();
        Object[] values = {
            tokenHash,
            token.name(),
            token.username(),
            token.scope().word(),
            token.createdAt().toEpochMilli(),
            expiresAt == null ? null : expiresAt.toEpochMilli(),
            token.workspace()
        };
        update("""
                INSERT INTO api_token (token_hash, name, username, scope, created_at, expires_at, workspace)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, username = excluded.username,
                    scope = excluded.scope, created_at = excluded.created_at, expires_at = excluded.expires_at, workspace = excluded.workspace
                """, values);
    }

    @Override
    public Optional<ApiToken> token(String tokenHash) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM api_token WHERE token_hash = ?")
                .bind(0, tokenHash)
                .map(DatabaseAccessStore::token)
                .findOne());
    }

    private static ApiToken token(ResultSet row, StatementContext context) throws SQLException {
        return new ApiToken(
                row.getString("name"),
                row.getString("username"),
                TokenScope.of(row.getString("scope")).orElse(TokenScope.VIEWER),
                row.getString("workspace"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    @Override
    public void touchToken(String name, Instant now) {
        update("UPDATE api_token SET last_used_at = ? WHERE name = ?", now.toEpochMilli(), name);
    }

    @Override
    public boolean removeToken(String name) {
        return update("DELETE FROM api_token WHERE name = ?", name) > 0;
    }

    private int update(String sql, @Nullable Object... values) {
        return jdbi.withHandle(handle -> handle.execute(sql, values));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
