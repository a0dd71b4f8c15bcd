package io.weir.web.auth;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Accounts, sessions and tokens that end with the process. */
final class InMemoryAccessStore implements AccessStore {
    private record Token(String hash, String username) {}

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();

    @Override
    public synchronized Optional<Account> account(String username) {
        return Optional.ofNullable(accounts.get(username));
    }

    @Override
    public synchronized boolean hasAccounts() {
        return !accounts.isEmpty();
    }

    @Override
    public synchronized void putAccount(Account account, Instant now) {
        accounts.put(account.username(), account);
    }

    @Override
    public synchronized void addSession(String idHash, String username, Instant now) {
        sessions.put(idHash, new Session(username, now));
    }

    @Override
    public synchronized Optional<Session> session(String idHash) {
        return Optional.ofNullable(sessions.get(idHash));
    }

    @Override
    public synchronized void touchSession(String idHash, Instant now) {
        sessions.computeIfPresent(idHash, (id, session) -> new Session(session.username(), now));
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
    public synchronized void putToken(String name, String tokenHash, String username, Instant now) {
        tokens.put(name, new Token(tokenHash, username));
    }

    @Override
    public synchronized Optional<String> tokenOwner(String tokenHash) {
        return tokens.values().stream()
                .filter(token -> token.hash().equals(tokenHash))
                .map(Token::username)
                .findFirst();
    }
}
