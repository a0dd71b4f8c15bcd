package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.policy.NumberPolicy;
import io.weir.rules.policy.Policies;
import io.weir.rules.policy.Policy;
import io.weir.rules.policy.PolicyChange;
import io.weir.rules.policy.PolicyDifference;
import io.weir.rules.policy.PolicyException;
import io.weir.rules.policy.PolicyFault;
import io.weir.rules.policy.PolicyVersion;
import io.weir.rules.policy.StoredPolicy;
import io.weir.rules.rule.RuleStatus;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Policies. A version is an entity tag: whoever changes a policy says by {@code If-Match} which version they saw, as <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110</a> has it.
 */
final class PoliciesApi {
    private static final int LONGEST = 256 * 1024;

    private record PolicyView(
            String id,
            long version,
            Policy policy,
            String changedBy,
            Instant changedAt,
            List<String> expressions,
            @Nullable String health,
            @Nullable String lastError,
            int firing) {}

    private record VersionView(
            long version,
            String action,
            String changedBy,
            Instant changedAt,
            Policy policy,
            List<PolicyDifference> differences) {
        static VersionView of(PolicyVersion version) {
            StoredPolicy stored = version.stored();
            return new VersionView(
                    stored.version(),
                    stored.action().name().toLowerCase(Locale.ROOT),
                    stored.changedBy(),
                    stored.changedAt(),
                    stored.policy(),
                    version.differences());
        }
    }

    private record CheckView(List<PolicyFault> faults, List<String> expressions) {}

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    PoliciesApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/policies", this::list);
        routes.post(Permission.EDIT_ALERTS, "/api/v1/policies", this::create);
        routes.post(Permission.EDIT_ALERTS, "/api/v1/policies/check", this::check);
        routes.get("/api/v1/policies/{id}", this::one);
        routes.put(Permission.EDIT_ALERTS, "/api/v1/policies/{id}", this::replace);
        routes.delete(Permission.EDIT_ALERTS, "/api/v1/policies/{id}", this::delete);
        routes.get("/api/v1/policies/{id}/history", this::history);
    }

    private PolicyView view(StoredPolicy stored, List<RuleStatus> statuses) {
        RuleStatus status = statuses.stream()
                .filter(rule -> stored.policy() instanceof NumberPolicy
                        && rule.name().equals(stored.policy().name()))
                .findFirst()
                .orElse(null);
        return new PolicyView(
                stored.id(),
                stored.version(),
                stored.policy(),
                stored.changedBy(),
                stored.changedAt(),
                expressions(stored.policy()),
                status == null ? null : status.health().name().toLowerCase(Locale.ROOT),
                status == null ? null : status.lastError(),
                status == null ? 0 : status.firing());
    }

    private static List<String> expressions(Policy policy) {
        return policy instanceof NumberPolicy number ? number.expressions() : List.of();
    }

    private void list(Context context) {
        List<RuleStatus> statuses = rules.rules();
        Answer.data(
                context,
                rules.policies().all().stream()
                        .map(stored -> view(stored, statuses))
                        .toList());
    }

    private void one(Context context) {
        answer(context, rules.policies().find(id(context)).orElseThrow(() -> missing(context)));
    }

    private void answer(Context context, StoredPolicy stored) {
        context.header("ETag", "\"" + stored.version() + "\"");
        Answer.data(context, view(stored, rules.rules()));
    }

    private void create(Context context) {
        StoredPolicy stored;
        try {
            stored = rules.policies().create(body(context), person(context));
        } catch (PolicyException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        audit.add(AuditNote.changed(context, clock, "create policy", named(stored), null, view(stored, rules.rules())));
        context.status(201);
        answer(context, stored);
    }

    private void replace(Context context) {
        long version = IfMatch.version(context);
        PolicyView before = before(context);
        PolicyChange change;
        try {
            change = rules.policies().replace(id(context), version, body(context), person(context));
        } catch (PolicyException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        answer(context, done(context, "change policy", before, change));
    }

    private void delete(Context context) {
        PolicyView before = before(context);
        done(
                context,
                "delete policy",
                before,
                rules.policies().delete(id(context), IfMatch.version(context), person(context)));
        Answer.done(context);
    }

    private @Nullable PolicyView before(Context context) {
        return rules.policies()
                .find(id(context))
                .map(stored -> view(stored, rules.rules()))
                .orElse(null);
    }

    private static String named(StoredPolicy stored) {
        return stored.policy().name() + " (" + stored.id() + ")";
    }

    private StoredPolicy done(Context context, String what, @Nullable PolicyView before, PolicyChange change) {
        if (change instanceof PolicyChange.Done done) {
            PolicyView after =
                    rules.policies().find(id(context)).isPresent() ? view(done.policy(), rules.rules()) : null;
            audit.add(AuditNote.changed(context, clock, what, named(done.policy()), before, after));
            return done.policy();
        }
        if (change instanceof PolicyChange.Outdated outdated) {
            StoredPolicy newest = outdated.newest();
            note(context, what, id(context), "outdated");
            throw ApiException.outdated("the policy was changed by " + newest.changedBy() + " at " + newest.changedAt()
                    + " to version " + newest.version() + "; read it again and make the change anew");
        }
        throw missing(context);
    }

    private void check(Context context) {
        String id = Parameters.text(context, "id");
        try {
            Policy policy = body(context);
            List<PolicyFault> faults = rules.policies().faults(policy, id);
            Answer.data(context, new CheckView(faults, faults.isEmpty() ? expressions(policy) : List.of()));
        } catch (PolicyException e) {
            Answer.data(context, new CheckView(e.faults(), List.of()));
        }
    }

    private void history(Context context) {
        List<PolicyVersion> history = rules.policies().history(id(context));
        if (history.isEmpty()) {
            throw missing(context);
        }
        Answer.data(context, history.stream().map(VersionView::of).toList());
    }

    private static Policy body(Context context) {
        String type = context.contentType();
        // A page of another site cannot send this type by a form.
        if (type == null || !type.startsWith("application/json")) {
            throw ApiException.badData("the content type must be application/json");
        }
        String body = context.body();
        if (body.length() > LONGEST) {
            throw ApiException.badData("the body is longer than " + LONGEST + " characters");
        }
        return Policies.parse(body);
    }

    private static String id(Context context) {
        return context.pathParam("id");
    }

    private static String person(Context context) {
        return Guard.principal(context).username();
    }

    private static ApiException missing(Context context) {
        return ApiException.notFound("there is no policy " + id(context) + "; it may have been deleted");
    }

    private void note(Context context, String what, String subject, String outcome) {
        audit.add(AuditNote.of(context, clock, what, subject, outcome));
    }
}
