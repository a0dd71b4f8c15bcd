package io.weir.web.auth;

import io.weir.runtime.workspace.Workspace;
import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditTrail;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Accounts, logins, sessions and tokens. Roles are read anew at each request. Thread-safe. */
public final class Access {
    /** The account that the first start makes. */
    public static final String ADMIN = "admin";

    /** How long a session lives without a request. */
    public static final Duration IDLE = Duration.ofHours(12);

    /** How long a session lives at most. */
    public static final Duration LONGEST_SESSION = Duration.ofDays(7);

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
    private final Roles roles;
    private final Members members;
    private final ApiTokens tokens;
    private final Workspaces workspaces;
    private volatile PushDoor pushDoor = new PushDoor(null, false);

    Access(AccessStore store, AuditTrail audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.accounts = new LoginBudget(clock, ACCOUNT_BUDGET);
        this.addresses = new LoginBudget(clock, ADDRESS_BUDGET);
        this.roles = new Roles(store);
        this.members = new Members(store, roles, passwords, clock);
        this.workspaces = new Workspaces(store, roles, members, clock);
        this.tokens = new ApiTokens(store, roles, clock);
    }

    /** What accounts may. */
    public Roles roles() {
        return roles;
    }

    /** The accounts. */
    public Members members() {
        return members;
    }

    /** The workspaces and the roles in them. */
    public Workspaces workspaces() {
        return workspaces;
    }

    /** The tokens of programs. */
    public ApiTokens tokens() {
        return tokens;
    }

    /** Access kept in a database whose migrations have run. */
    public static Access open(Jdbi jdbi, AuditTrail audit, Clock clock) {
        Access access = new Access(new DatabaseAccessStore(jdbi), audit, clock);
        access.store.removeSessionsUnusedSince(clock.instant().minus(IDLE));
        return access;
    }

    /** Makes the admin's account when there is no account yet; answers its password, which is not kept anywhere else. */
    public Optional<String> createFirstAccount() {
        return !store.members().isEmpty() ? Optional.empty() : Optional.of(resetAdminPassword());
    }

    /** Gives the admin a new random password and ends every session of theirs. */
    public String resetAdminPassword() {
        String password = Tokens.readablePassword();
        store.putAccount(new Account(ADMIN, Role.SUPER_ADMIN.name(), passwords.hash(password), clock.instant()));
        store.removeSessionsOf(ADMIN);
        audit.add(new AuditEntry(clock.instant(), "weir", "set-password", ADMIN, "ok", "local"));
        return password;
    }

    /** Makes the token in a file (mode 600) good for the admin, writing the file when it is not there. */
    public void admitTokenFile(Path file) {
        String token = TokenFile.readOrCreate(file);
        store.putToken(
                new ApiToken(ApiTokens.OF_THE_FILE, ADMIN, TokenScope.OWNER, null, clock.instant(), null, null),
                Tokens.hash(token));
    }

    /** Lets pushes in by another door than the default one, which wants a token with the permission to push. */
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
        return new LoginResult.Granted(cookie(account.orElseThrow()), sessionId);
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
        Duration age = Duration.between(session.get().createdAt(), now);
        if (idle.compareTo(IDLE) > 0 || age.compareTo(LONGEST_SESSION) > 0) {
            store.removeSession(hash);
            return Optional.empty();
        }
        if (idle.compareTo(TOUCH_EVERY) > 0) {
            store.touchSession(hash, now);
        }
        return store.account(session.get().username()).map(this::cookie);
    }

    /** Who a bearer token stands for; empty when it is unknown or has expired. */
    public Optional<Principal> byToken(String secret) {
        Instant now = clock.instant();
        Optional<ApiToken> token = store.token(Tokens.hash(secret)).filter(one -> one.isGood(now));
        token.ifPresent(one -> {
            Instant last = one.lastUsedAt();
            if (last == null || Duration.between(last, now).compareTo(TOUCH_EVERY) > 0) {
                store.touchToken(one.name(), now);
            }
        });
        return token.flatMap(one -> store.account(one.username()).map(account -> bearer(account, one)));
    }

    private Principal cookie(Account account) {
        return principal(account, true, reach(account, store, roles, TokenScope.OWNER, null), null);
    }

    private Principal bearer(Account account, ApiToken token) {
        Principal.Reach reach = reach(account, store, roles, token.scope(), token.workspace());
        return principal(account, false, reach, token.expiresAt());
    }

    /** With the permissions that the roles have now; with none where there is no such role any more. */
    private static Principal principal(
            Account account, boolean byCookie, Principal.Reach reach, @Nullable Instant until) {
        return new Principal(account.username(), account.role(), Set.of(), byCookie, reach, until)
                .about(Workspace.DEFAULT);
    }

    /** What an account may where, as far as a scope goes; {@code only} is the one workspace that is left, null for all. */
    static Principal.Reach reach(
            Account account, AccessStore store, Roles roles, TokenScope scope, @Nullable String only) {
        Function<String, Set<Permission>> may =
                role -> scope.of(roles.find(role).map(Role::permissions).orElse(Set.of()));
        if (account.role().equals(Role.SUPER_ADMIN.name())) {
            Set<Permission> everything = may.apply(account.role());
            return only == null
                    ? new Principal.Reach(Map.of(), everything)
                    : new Principal.Reach(Map.of(only, everything), Set.of());
        }
        Map<String, Set<Permission>> workspaces = new HashMap<>();
        workspaces.put(Workspace.DEFAULT, may.apply(account.role()));
        store.workspacesOf(account.username())
                .forEach(there -> workspaces.put(there.workspace(), may.apply(there.role())));
        if (only != null) {
            workspaces.keySet().retainAll(Set.of(only));
        }
        return new Principal.Reach(workspaces, Set.of());
    }
}
