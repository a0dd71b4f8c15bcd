package io.weir.web.api;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleGuide;
import io.weir.rules.rule.RuleOverrides;
import io.weir.rules.rule.RuleScope;
import io.weir.rules.rule.RuleSetup;
import io.weir.rules.rule.RuleStatus;
import io.weir.rules.setting.RuleSetting;
import io.weir.rules.setting.StoredSetting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a built-in rule.
 *
 * @param subject what its events are about
 * @param expression the PromQL in force for all subjects that no scope has; null when a detector finds it
 * @param docs the path of its page
 * @param setting what people set in forms; version 0 when nobody ever did
 * @param configScopes the config's overrides of it, which come after the setting's scopes
 */
record RuleDetailView(
        RuleView rule,
        String subject,
        String meaning,
        String meaningZh,
        String advice,
        String adviceZh,
        @Nullable String expression,
        String docs,
        List<ParameterView> parameters,
        Version setting,
        List<RuleScope> configScopes) {
    /**
     * A parameter.
     *
     * @param configValue what the config says; null for nothing
     * @param value in force for all subjects that no scope has
     */
    record ParameterView(
            String name,
            String kind,
            String unit,
            String doc,
            String docZh,
            @Nullable Double least,
            @Nullable Double most,
            String defaultValue,
            @Nullable String configValue,
            String value) {}

    /** One version of what people set. */
    record Version(
            long version,
            Map<String, String> parameters,
            List<RuleScope> scopes,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {
        static Version of(@Nullable StoredSetting stored) {
            RuleSetting setting = stored == null ? RuleSetting.NONE : stored.setting();
            return new Version(
                    stored == null ? 0 : stored.version(),
                    setting.parameters(),
                    setting.scopes(),
                    stored == null ? null : stored.changedBy(),
                    stored == null ? null : stored.changedAt());
        }
    }

    static RuleDetailView of(
            RuleSetup setup, @Nullable RuleStatus status, @Nullable StoredSetting stored, RuleOverrides config) {
        RuleDefinition definition = setup.definition();
        RuleGuide guide = definition.guide();
        String name = definition.name();
        Optional<CatalogueEntry> entry = Catalogue.bundled().find(name);
        return new RuleDetailView(
                RuleView.of(setup, status, stored),
                guide.subject(),
                guide.meaning().en(),
                guide.meaning().zh(),
                guide.advice().en(),
                guide.advice().zh(),
                entry.flatMap(one -> one.expression(setup.parameters())).orElse(null),
                "/docs/events/" + name + ".md",
                definition.parameters().stream()
                        .map(parameter -> view(parameter, config.parameters(name), setup))
                        .toList(),
                Version.of(stored),
                config.scopes(name));
    }

    private static ParameterView view(Parameter parameter, Map<String, String> config, RuleSetup setup) {
        boolean ranged =
                switch (parameter.kind()) {
                    case NUMBER, INTEGER, DURATION -> true;
                    case SWITCH, SEVERITY, TEXT -> false;
                };
        return new ParameterView(
                parameter.name(),
                parameter.kind().name().toLowerCase(Locale.ROOT),
                parameter.unit(),
                parameter.doc().en(),
                parameter.doc().zh(),
                ranged ? parameter.least() : null,
                ranged ? parameter.most() : null,
                parameter.defaultValue(),
                config.get(parameter.name()),
                setup.parameters().asMap().getOrDefault(parameter.name(), parameter.defaultValue()));
    }
}
