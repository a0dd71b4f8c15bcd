package io.weir.web.auth;

import io.weir.runtime.workspace.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts, roles, sessions and tokens that end with the process. */
final class InMemoryAccessStore implements AccessStore {
    private record Token(String hash, ApiToken token) {}

    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, Role> roles = new TreeMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Token> tokens = new TreeMap<>();
    private final Map<String, WorkspaceEntry> workspaces = new TreeMap<>();
    private final Map<String, Map<String, WorkspaceMember>> inWorkspaces = new TreeMap<>();

    InMemoryAccessStore() {
        addWorkspace(new WorkspaceEntry(Workspace.DEFAULT, "weir", Instant.EPOCH));
    }

    @Override
    public synchronized Optional<Account> account(String username) {
        return Optional.ofNullable(accounts.get(username));
    }

    @Override
    public synchronized List<Member> members() {
        return accounts.values().stream()
                .map(account -> new Member(
                        account.username(),
                        account.role(),
                        account.createdAt(),
                        sessions.values().stream()
                                .filter(session -> session.username().equals(account.username()))
                                .map(Session::lastUsedAt)
                                .max(Instant::compareTo)
                                .orElse(null)))
                .toList();
    }

    @Override
    public synchronized void putAccount(Account account) {
        Account before = accounts.get(account.username());
        Instant createdAt = before == null ? account.createdAt() : before.createdAt();
        accounts.put(
                account.username(), new Account(account.username(), account.role(), account.passwordHash(), createdAt));
    }

    @Override
    public synchronized boolean removeAccount(String username) {
        removeSessionsOf(username);
        inWorkspaces.values().forEach(members -> members.remove(username));
        tokens.values().removeIf(token -> token.token().username().equals(username));
        return accounts.remove(username) != null;
    }

    @Override
    public synchronized List<Role> roles() {
        return List.copyOf(roles.values());
    }

    @Override
    public synchronized void putRole(Role role) {
        roles.put(role.name(), role);
    }

    @Override
    public synchronized boolean removeRole(String name) {
        return roles.remove(name) != null;
    }

    @Override
    public synchronized List<WorkspaceEntry> workspaces() {
        return List.copyOf(workspaces.values());
    }

    @Override
    public synchronized boolean addWorkspace(WorkspaceEntry workspace) {
        return workspaces.putIfAbsent(workspace.name(), workspace) == null;
    }

    @Override
    public synchronized boolean removeWorkspace(String name) {
        inWorkspaces.remove(name);
        tokens.values().removeIf(token -> name.equals(token.token().workspace()));
        return workspaces.remove(name) != null;
    }

    @Override
    public synchronized List<WorkspaceMember> workspaceMembers() {
        return inWorkspaces.values().stream()
                .flatMap(members -> members.values().stream())
                .toList();
    }

    @Override
    public synchronized List<WorkspaceMember> workspacesOf(String username) {
        return workspaceMembers().stream()
                .filter(member -> member.username().equals(username))
                .toList();
    }

    @Override
    public synchronized void putWorkspaceMember(WorkspaceMember member) {
        inWorkspaces
                .computeIfAbsent(member.workspace(), same -> new TreeMap<>())
                .put(member.username(), member);
    }

    @Override
    public synchronized boolean removeWorkspaceMember(String workspace, String username) {
        tokens.values()
                .removeIf(token -> token.token().username().equals(username)
                        && workspace.equals(token.token().workspace()));
        return inWorkspaces.getOrDefault(workspace, new TreeMap<>()).remove(username) != null;
    }

    @Override
    public synchronized void addSession(String idHash, String username, Instant now) {
        sessions.put(idHash, new Session(username, now, now));
    }

    @Override
    public synchronized Optional<Session> session(String idHash) {
        return Optional.ofNullable(sessions.get(idHash));
    }

    @Override
    public synchronized void touchSession(String idHash, Instant now) {
        sessions.computeIfPresent(idHash, (id, session) -> new Session(session.username(), session.createdAt(), now));
    }

    @Override
    public synchronized void removeSession(String idHash) {
        sessions.remove(idHash);
    }

    @Override
    public synchronized void removeSessionsOf(String username) {
        sessions.values().removeIf(session -> session.username().equals(username));
    }

    @Override
    public synchronized void removeSessionsUnusedSince(Instant instant) {
        sessions.values().removeIf(session -> session.lastUsedAt().isBefore(instant));
    }

    @Override
    public synchronized List<ApiToken> tokens() {
        return tokens.values().stream().map(Token::token).toList();
    }

    @Override
    public synchronized void putToken(ApiToken token, String tokenHash) {
        tokens.put(token.name(), new Token(tokenHash, token));
    }

    @Override
    public synchronized Optional<ApiToken> token(String tokenHash) {
        return tokens.values().stream()
                .filter(token -> token.hash().equals(tokenHash))
                .map(Token::token)
                .findFirst();
    }

    @Override
    public synchronized void touchToken(String name, Instant now) {
        tokens.computeIfPresent(
                name,
                (key, token) -> new Token(
                        token.hash(),
                        new ApiToken(
                                name,
                                token.token().username(),
                                token.token().scope(),
                                token.token().workspace(),
                                token.token().createdAt(),
                                token.token().expiresAt(),
                                now)));
    }

    @Override
    public synchronized boolean removeToken(String name) {
        return tokens.remove(name) != null;
    }
}
