package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.known.ExceptionRegistry;
import io.weir.diagnosis.known.KnownException;
import io.weir.diagnosis.known.Sighting;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Known exceptions, and what people note of them. */
final class ExceptionsApi {
    private record Body(
            @Nullable String note,
            @Nullable String owner,
            @Nullable Boolean fixed) {}

    private record ExceptionView(
            String fingerprint,
            String className,
            String cause,
            List<String> frames,
            String novelty,
            long seen,
            Sighting first,
            Sighting last,
            String note,
            String owner,
            @Nullable Instant fixedAt,
            String notedBy) {}

    private final ExceptionRegistry registry;
    private final AuditTrail audit;
    private final Clock clock;

    ExceptionsApi(ExceptionRegistry registry, AuditTrail audit, Clock clock) {
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/diagnosis/exceptions",
                context -> Answer.data(
                        context,
                        registry.newest(Parameters.limit(context)).stream()
                                .map(ExceptionsApi::view)
                                .toList()));
        routes.put(Permission.HANDLE_EVENTS, "/api/v1/diagnosis/exceptions/{fingerprint}", this::put);
    }

    private static ExceptionView view(KnownException known) {
        return new ExceptionView(
                known.print().fingerprint(),
                known.print().className(),
                known.print().cause(),
                known.print().frames(),
                ExceptionRegistry.novelty(known).name().toLowerCase(Locale.ROOT),
                known.seen(),
                known.first(),
                known.last(),
                known.note(),
                known.owner(),
                known.fixedAt(),
                known.notedBy());
    }

    private void put(Context context) {
        String fingerprint = context.pathParam("fingerprint");
        KnownException before = registry.find(fingerprint).orElseThrow(() -> absent(fingerprint));
        Body body = JsonBody.read(context, Body.class);
        Boolean fixed = body.fixed();
        Instant fixedAt = fixed == null ? before.fixedAt() : fixed ? clock.instant() : null;
        KnownException noted;
        try {
            noted = registry.note(
                            fingerprint,
                            body.note() == null ? before.note() : body.note(),
                            body.owner() == null ? before.owner() : body.owner(),
                            fixedAt,
                            Guard.principal(context).username())
                    .orElseThrow(() -> absent(fingerprint));
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        audit.add(AuditNote.of(context, clock, "note exception", fingerprint, "ok"));
        Answer.data(context, view(noted));
    }

    private static ApiException absent(String fingerprint) {
        return ApiException.notFound("there is no known exception " + fingerprint);
    }
}
