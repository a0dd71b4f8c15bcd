package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.signature.Signature;
import io.weir.diagnosis.signature.SignatureException;
import io.weir.diagnosis.signature.SignatureVersion;
import io.weir.diagnosis.signature.Signatures;
import io.weir.rules.rule.Text;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signatures: read, and those of one's own written with versions. A version is an entity tag. */
final class SignaturesApi {
    private record Body(@Nullable String yaml) {}

    private record SignatureView(
            String id,
            Text title,
            Text meaning,
            Text advice,
            String query,
            String severity,
            boolean automatic,
            String origin,
            List<String> links,
            long version,
            @Nullable String yaml) {}

    private final Signatures signatures;
    private final AuditTrail audit;
    private final Clock clock;

    SignaturesApi(Signatures signatures, AuditTrail audit, Clock clock) {
        this.signatures = signatures;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/diagnosis/signatures",
                context -> Answer.data(
                        context, signatures.all().stream().map(this::view).toList()));
        routes.get("/api/v1/diagnosis/signatures/{id}", this::one);
        routes.put(Permission.EDIT_ALERTS, "/api/v1/diagnosis/signatures/{id}", this::put);
        routes.delete(Permission.EDIT_ALERTS, "/api/v1/diagnosis/signatures/{id}", this::delete);
    }

    private SignatureView view(Signature signature) {
        List<SignatureVersion> versions = signatures.versions(signature.id());
        return new SignatureView(
                signature.id(),
                signature.title(),
                signature.meaning(),
                signature.advice(),
                signature.query(),
                signature.severity().name().toLowerCase(Locale.ROOT),
                signature.automatic(),
                signature.origin().name().toLowerCase(Locale.ROOT),
                signature.links(),
                versions.isEmpty() ? 0 : versions.get(0).version(),
                versions.isEmpty() ? null : versions.get(0).yaml());
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        SignatureView view = signatures.find(id).map(this::view).orElseThrow(() -> absent(id));
        context.header("ETag", "\"" + view.version() + "\"");
        Answer.data(context, view);
    }

    private void put(Context context) {
        String id = context.pathParam("id");
        Body body = JsonBody.read(context, Body.class);
        String yaml = body.yaml();
        if (yaml == null || yaml.isBlank()) {
            throw ApiException.badData("yaml is missing; write the signature as in a file, see docs/diagnosis.md");
        }
        long seen = IfMatch.version(context);
        boolean changed;
        try {
            changed = signatures.write(id, seen, yaml, Guard.principal(context).username(), clock.instant());
        } catch (SignatureException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        note(context, "write signature", id, seen, changed);
        one(context);
    }

    private void delete(Context context) {
        String id = context.pathParam("id");
        List<SignatureVersion> versions = signatures.versions(id);
        if (versions.isEmpty() || versions.get(0).yaml() == null) {
            throw absent(id);
        }
        long seen = IfMatch.version(context);
        boolean changed = signatures.takeAway(id, seen, Guard.principal(context).username(), clock.instant());
        note(context, "take away signature", id, seen, changed);
        Answer.data(context, signatures.all().stream().map(this::view).toList());
    }

    private void note(Context context, String action, String id, long seen, boolean changed) {
        audit.add(AuditNote.of(context, clock, action, id, changed ? "ok" : "outdated"));
        if (!changed) {
            throw ApiException.outdated("the signature was changed meanwhile, or version " + seen
                    + " never was; read it again and make the change anew");
        }
    }

    private static ApiException absent(String id) {
        return ApiException.notFound("there is no signature " + id);
    }
}
