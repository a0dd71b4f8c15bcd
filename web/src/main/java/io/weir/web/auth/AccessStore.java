package io.weir.web.auth;

import java.time.Instant;
import java.util.Optional;

/** Where accounts, sessions and tokens are kept; ids of sessions and tokens come hashed. Thread-safe. */
interface AccessStore {
    /** A session and when it was last used. */
    record Session(String username, Instant lastUsedAt) {}

    Optional<Account> account(String username);

    boolean hasAccounts();

    /** Adds an account, or replaces the one of its name. */
    void putAccount(Account account, Instant now);

    void addSession(String idHash, String username, Instant now);

    Optional<Session> session(String idHash);

    void touchSession(String idHash, Instant now);

    void removeSession(String idHash);

    void removeSessionsOf(String username);

    void removeSessionsUnusedSince(Instant instant);

    /** Adds a token, or replaces the one of its name. */
    void putToken(String name, String tokenHash, String username, Instant now);

    /** The account that a token stands for. */
    Optional<String> tokenOwner(String tokenHash);
}
