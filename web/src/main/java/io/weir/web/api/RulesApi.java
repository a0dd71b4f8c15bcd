package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.rule.RuleScope;
import io.weir.rules.rule.RuleSetup;
import io.weir.rules.rule.RuleStatus;
import io.weir.rules.setting.RuleSetting;
import io.weir.rules.setting.SettingChange;
import io.weir.rules.setting.SettingException;
import io.weir.rules.setting.StoredSetting;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules: what they are, how their evaluations go, and what people set for them. A version is an entity tag, as with policies: whoever sets
 * something says by {@code If-Match} which version they saw; 0 when nothing was ever set.
 */
final class RulesApi {
    private record ScopeBody(
            @Nullable String match, @Nullable Map<String, String> parameters) {}

    private static final String ACTION = "set up rule";

    private record SettingBody(
            @Nullable Map<String, String> parameters,
            @Nullable List<ScopeBody> scopes) {
        RuleSetting setting() {
            return new RuleSetting(
                    parameters == null ? Map.of() : parameters,
                    scopes == null
                            ? List.of()
                            : scopes.stream()
                                    .map(scope -> new RuleScope(
                                            scope.match == null ? "" : scope.match,
                                            scope.parameters == null ? Map.of() : scope.parameters))
                                    .toList());
        }
    }

    private record CheckView(List<String> faults) {}

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    RulesApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/rules", this::list);
        routes.get("/api/v1/rules/export", context -> context.contentType("application/yaml")
                .result(rules.ruleFile()));
        routes.get("/api/v1/rules/{name}", this::one);
        routes.get("/api/v1/rules/{name}/history", this::history);
        routes.post(Permission.EDIT_ALERTS, "/api/v1/rules/{name}/check", this::check);
        routes.put(Permission.EDIT_ALERTS, "/api/v1/rules/{name}/setting", this::set);
    }

    private void list(Context context) {
        List<RuleStatus> statuses = rules.rules();
        List<RuleSetup> setups = rules.settings().setups();
        Set<String> shipped = new HashSet<>();
        setups.forEach(setup -> shipped.add(setup.definition().name()));
        Stream<RuleView> own = setups.stream().map(setup -> RuleView.of(setup, status(statuses, setup), stored(setup)));
        Stream<RuleView> policies = statuses.stream()
                .filter(status -> !shipped.contains(status.name()))
                .map(RuleView::ofPolicy);
        Answer.data(
                context,
                Stream.concat(own, policies)
                        .sorted(Comparator.comparing(RuleView::name))
                        .toList());
    }

    private static @Nullable RuleStatus status(List<RuleStatus> statuses, RuleSetup setup) {
        return statuses.stream()
                .filter(status -> status.name().equals(setup.definition().name()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable StoredSetting stored(RuleSetup setup) {
        return rules.settings().stored(setup.definition().name()).orElse(null);
    }

    private void one(Context context) {
        RuleSetup setup = setup(context);
        StoredSetting stored = stored(setup);
        context.header("ETag", "\"" + (stored == null ? 0 : stored.version()) + "\"");
        Answer.data(
                context,
                RuleDetailView.of(
                        setup,
                        status(rules.rules(), setup),
                        stored,
                        rules.settings().config()));
    }

    private void history(Context context) {
        RuleSetup setup = setup(context);
        Answer.data(
                context,
                rules.settings().history(setup.definition().name()).stream()
                        .map(RuleDetailView.Version::of)
                        .toList());
    }

    private void check(Context context) {
        RuleSetup setup = setup(context);
        RuleSetting setting = JsonBody.read(context, SettingBody.class).setting();
        Answer.data(
                context,
                new CheckView(rules.settings().faults(setup.definition().name(), setting)));
    }

    private void set(Context context) {
        RuleSetup setup = setup(context);
        String name = setup.definition().name();
        long version = version(context);
        RuleSetting setting = JsonBody.read(context, SettingBody.class).setting();
        RuleDetailView.Version before = newest(name);
        SettingChange change;
        try {
            change = rules.settings().set(name, version, setting, person(context));
        } catch (SettingException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        if (change instanceof SettingChange.Outdated outdated) {
            StoredSetting newest = outdated.newest();
            audit.add(AuditNote.of(context, clock, ACTION, name, "outdated"));
            throw ApiException.outdated("the rule was set up by " + newest.changedBy() + " at " + newest.changedAt()
                    + " as version " + newest.version() + "; read it again and make the change anew");
        }
        audit.add(AuditNote.changed(context, clock, ACTION, name, before, newest(name)));
        one(context);
    }

    /** The setting in force as the API shows it; null while there is none. */
    private RuleDetailView.@Nullable Version newest(String rule) {
        return rules.settings().history(rule).stream()
                .findFirst()
                .map(RuleDetailView.Version::of)
                .orElse(null);
    }

    private RuleSetup setup(Context context) {
        String name = context.pathParam("name");
        return rules.settings()
                .setup(name)
                .orElseThrow(() -> ApiException.notFound("there is no built-in rule " + name));
    }

    private static long version(Context context) {
        String match = context.header("If-Match");
        if (match == null) {
            throw ApiException.preconditionRequired(
                    "say by If-Match which version you saw, such as If-Match: \"3\"; it is the rule's ETag");
        }
        try {
            return Long.parseLong(match.strip().replaceAll("^\"|\"$", ""));
        } catch (NumberFormatException e) {
            throw ApiException.badData("If-Match: " + match + " is no version; write If-Match: \"3\"");
        }
    }

    private static String person(Context context) {
        return Guard.principal(context).username();
    }
}
