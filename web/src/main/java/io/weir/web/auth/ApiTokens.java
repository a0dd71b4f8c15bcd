package io.weir.web.auth;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tokens for programs: everybody has their own, and those who look after accounts see and take back all. Thread-safe. */
public final class ApiTokens {
    /** The token in the file of that name, which a start of Weir makes good. */
    static final String OF_THE_FILE = "admin.token";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MOST = 1000;

    private final AccessStore store;
    private final Roles roles;
    private final Clock clock;

    /** A token that was made, with its secret. */
    public record Made(ApiToken token, String secret) {}

    ApiTokens(AccessStore store, Roles roles, Clock clock) {
        this.store = store;
        this.roles = roles;
        this.clock = clock;
    }

    /** Those that somebody may see, by name. */
    public List<ApiToken> of(Principal by) {
        return store.tokens().stream()
                .filter(token ->
                        by.may(Permission.EDIT_MEMBERS) || token.username().equals(by.username()))
                .toList();
    }

    /**
     * Makes a token of whoever asks.
     *
     * @param workspace the only one that it is good for; null for all in which its owner has a role
     * @param expiresAt null for never
     */
    public synchronized Made create(
            Principal by, String name, TokenScope scope, @Nullable String workspace, @Nullable Instant expiresAt) {
        if (!NAME.matcher(name).matches()) {
            throw MemberException.badData(
                    "a token's name is up to 64 letters, digits, dots, underscores and hyphens, and"
                            + " begins with a letter or a digit; got \"" + name + "\"");
        }
        Instant now = clock.instant();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw MemberException.badData("the token would have expired at " + expiresAt + "; write a later time");
        }
        List<ApiToken> all = store.tokens();
        if (all.stream().anyMatch(token -> token.name().equals(name))) {
            throw MemberException.conflict("there is a token " + name + " already; take another name");
        }
        if (all.size() >= MOST) {
            throw MemberException.conflict("there are " + MOST + " tokens, which is the most; revoke one");
        }
        requireCovered(by, scope, workspace);
        if (!by.outlives(expiresAt)) {
            throw MemberException.forbidden("a token makes none that is good for longer than itself, until "
                    + by.until() + "; write an expiresAt not after that, or log in");
        }
        ApiToken token = new ApiToken(name, by.username(), scope, workspace, now, expiresAt, null);
        String secret = Tokens.random();
        store.putToken(token, Tokens.hash(secret));
        return new Made(token, secret);
    }

    /** Refuses a token that would be good for more than who asks for it, or for nothing. */
    private void requireCovered(Principal by, TokenScope scope, @Nullable String workspace) {
        Account account = store.account(by.username())
                .orElseThrow(() -> MemberException.notFound("there is no account " + by.username()));
        if (workspace != null
                && store.workspaces().stream().noneMatch(one -> one.name().equals(workspace))) {
            throw MemberException.notFound("there is no workspace " + workspace);
        }
        Principal.Reach wanted = Access.reach(account, store, roles, scope, workspace);
        boolean nothing = wanted.everywhere().isEmpty()
                && wanted.workspaces().values().stream().allMatch(Set::isEmpty);
        if (nothing) {
            throw MemberException.forbidden("you may do nothing of the scope " + scope.word()
                    + (workspace == null ? "" : " in the workspace " + workspace) + "; take another one");
        }
        if (!by.covers(wanted)) {
            throw MemberException.forbidden("a token makes none that may more than itself; take a smaller scope");
        }
        // Whoever got hold of one that only reads must not make themselves another that nobody knows of.
        if (!by.byCookie() && !by.covers(Access.reach(account, store, roles, TokenScope.OWNER, null))) {
            throw MemberException.forbidden("a token that carries less than its owner may makes no others; log in, or"
                    + " use a token of the scope owner");
        }
    }

    /** Takes a token back; it is good for nothing from now on. */
    public synchronized ApiToken revoke(Principal by, String name) {
        ApiToken token = of(by).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MemberException.notFound("there is no token " + name));
        if (name.equals(OF_THE_FILE)) {
            throw MemberException.conflict("admin.token is the token in the data folder; delete the file and start Weir"
                    + " anew, and it is another one");
        }
        if (!token.username().equals(by.username())) {
            store.account(token.username())
                    .flatMap(account -> roles.find(account.role()))
                    .ifPresent(role -> Roles.mayGive(by, role));
        }
        store.account(token.username())
                .filter(owner -> !by.byCookie()
                        && !by.covers(Access.reach(owner, store, roles, token.scope(), token.workspace())))
                .ifPresent(owner -> {
                    throw MemberException.forbidden(
                            "a token takes back none that may more than itself; log in, or use a token of a wider"
                                    + " scope");
                });
        store.removeToken(name);
        return token;
    }
}
