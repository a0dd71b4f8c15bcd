package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Access;
import io.weir.web.auth.ApiToken;
import io.weir.web.auth.ApiTokens;
import io.weir.web.auth.Guard;
import io.weir.web.auth.TokenScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens of programs: everybody's own, and all of them for those who look after accounts. */
final class TokensApi {
    private record TokenView(
            String name,
            String username,
            String scope,
            @Nullable String workspace,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean expired) {
        static TokenView of(ApiToken token, Instant now) {
            Instant expiresAt = token.expiresAt();
            return new TokenView(
                    token.name(),
                    token.username(),
                    token.scope().word(),
                    token.workspace(),
                    token.createdAt(),
                    expiresAt,
                    token.lastUsedAt(),
                    expiresAt != null && !now.isBefore(expiresAt));
        }
    }

    private record Wanted(
            @Nullable String name,
            @Nullable String scope,
            @Nullable String workspace,
            @Nullable Instant expiresAt) {}

    /** The secret is told once, here. */
    private record Made(TokenView token, String secret) {}

    private final ApiTokens tokens;
    private final AuditTrail audit;
    private final Clock clock;

    TokensApi(Access access, AuditTrail audit, Clock clock) {
        this.tokens = access.tokens();
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes all) {
        Routes routes = all.in(Routes.Whose.ANYBODYS);
        routes.get("/api/v1/tokens", this::list);
        routes.post("/api/v1/tokens", this::create);
        routes.delete("/api/v1/tokens/{name}", this::revoke);
    }

    private void list(Context context) {
        Instant now = clock.instant();
        Answer.data(
                context,
                tokens.of(Guard.principal(context)).stream()
                        .map(token -> TokenView.of(token, now))
                        .toList());
    }

    private void create(Context context) {
        Wanted wanted = JsonBody.read(context, Wanted.class);
        String name = MembersApi.needed(wanted.name(), "name");
        String word = MembersApi.needed(wanted.scope(), "scope");
        TokenScope scope = TokenScope.of(word)
                .orElseThrow(() -> ApiException.badData("scope must be one of "
                        + Arrays.stream(TokenScope.values())
                                .map(TokenScope::word)
                                .collect(Collectors.joining(", "))
                        + ", got \"" + word + "\""));
        ApiTokens.Made made =
                tokens.create(Guard.principal(context), name, scope, wanted.workspace(), wanted.expiresAt());
        TokenView view = TokenView.of(made.token(), clock.instant());
        audit.add(AuditNote.changed(context, clock, "create token", name, null, view));
        context.status(201);
        Answer.data(context, new Made(view, made.secret()));
    }

    private void revoke(Context context) {
        ApiToken revoked = tokens.revoke(Guard.principal(context), context.pathParam("name"));
        audit.add(AuditNote.changed(
                context, clock, "revoke token", revoked.name(), TokenView.of(revoked, clock.instant()), null));
        Answer.done(context);
    }
}
