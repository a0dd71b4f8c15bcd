package io.weir.web.auth;

import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditTrail;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Accounts, logins, sessions and tokens. Roles are read anew at each request. Thread-safe. */
public final class Access {
    /** The account that the first start makes. */
    public static final String ADMIN = "admin";

    /** How long a session lives without a request. */
    public static final Duration IDLE = Duration.ofHours(12);

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_WORD = 256;
    private static final int ACCOUNT_BUDGET = 10;
    private static final int ADDRESS_BUDGET = 30;

    private final AccessStore store;
    private final AuditTrail audit;
    private final Clock clock;
    private final Passwords passwords = new Passwords();
    private final LoginBudget accounts;
    private final LoginBudget addresses;
    private volatile PushDoor pushDoor = new PushDoor(null, false);

    Access(AccessStore store, AuditTrail audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.accounts = new LoginBudget(clock, ACCOUNT_BUDGET);
        this.addresses = new LoginBudget(clock, ADDRESS_BUDGET);
    }

    /** Access kept in a database whose migrations have run. */
    public static Access open(Jdbi jdbi, AuditTrail audit, Clock clock) {
        Access access = new Access(new DatabaseAccessStore(jdbi), audit, clock);
        access.store.removeSessionsUnusedSince(clock.instant().minus(IDLE));
        return access;
    }

    /** Makes the admin's account when there is no account yet; answers its password, which is not kept anywhere else. */
    public Optional<String> createFirstAccount() {
        return store.hasAccounts() ? Optional.empty() : Optional.of(resetAdminPassword());
    }

    /** Gives the admin a new random password and ends every session of theirs. */
    public String resetAdminPassword() {
        String password = Tokens.readablePassword();
        store.putAccount(new Account(ADMIN, Role.ADMIN, passwords.hash(password)), clock.instant());
        store.removeSessionsOf(ADMIN);
        audit.add(new AuditEntry(clock.instant(), "weir", "set-password", ADMIN, "ok", "local"));
        return password;
    }

    /** Makes the token in a file (mode 600) good for the admin, writing the file when it is not there. */
    public void admitTokenFile(Path file) {
        String token = TokenFile.readOrCreate(file);
        store.putToken("admin.token", Tokens.hash(token), ADMIN, clock.instant());
    }

    /** Lets pushes in by another door than the default one, which wants an admin's token. */
    public void admitPushes(PushDoor door) {
        pushDoor = door;
    }

    PushDoor pushDoor() {
        return pushDoor;
    }

    /** Logs in; tries and their outcomes are audited. */
    public LoginResult login(String username, String password, String address) {
        String name = username.strip();
        boolean tooLong = name.length() > LONGEST_WORD || password.length() > LONGEST_WORD;
        String key = tooLong ? "" : name.toLowerCase(Locale.ROOT);
        Optional<Duration> wait = addresses.take(address).or(() -> accounts.take(key));
        if (wait.isPresent()) {
            audit(name, "locked out", address);
            return new LoginResult.LockedOut(wait.get());
        }
        Optional<Account> account = tooLong ? Optional.empty() : store.account(name);
        if (!passwords.matches(account, tooLong ? "" : password)) {
            audit(name, "refused", address);
            return new LoginResult.Refused();
        }
        addresses.giveBack(address);
        accounts.giveBack(key);
        String sessionId = Tokens.random();
        Instant now = clock.instant();
        store.removeSessionsUnusedSince(now.minus(IDLE));
        store.addSession(Tokens.hash(sessionId), name, now);
        audit(name, "ok", address);
        return new LoginResult.Granted(new Principal(name, account.orElseThrow().role(), true), sessionId);
    }

    private void audit(String actor, String outcome, String address) {
        audit.add(new AuditEntry(clock.instant(), actor, "login", "", outcome, address));
    }

    /** Ends a session. */
    public void logout(String sessionId) {
        store.removeSession(Tokens.hash(sessionId));
    }

    /** Who a session cookie stands for; empty when it is unknown or was idle for too long. */
    public Optional<Principal> bySession(String sessionId) {
        String hash = Tokens.hash(sessionId);
        Instant now = clock.instant();
        Optional<AccessStore.Session> session = store.session(hash);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Duration idle = Duration.between(session.get().lastUsedAt(), now);
        if (idle.compareTo(IDLE) > 0) {
            store.removeSession(hash);
            return Optional.empty();
        }
        if (idle.compareTo(TOUCH_EVERY) > 0) {
            store.touchSession(hash, now);
        }
        return store.account(session.get().username())
                .map(account -> new Principal(account.username(), account.role(), true));
    }

    /** Who a bearer token stands for. */
    public Optional<Principal> byToken(String token) {
        return store.tokenOwner(Tokens.hash(token))
                .flatMap(store::account)
                .map(account -> new Principal(account.username(), account.role(), false));
    }
}
