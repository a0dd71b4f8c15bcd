package io.weir.web.api;

import io.weir.rules.event.Severity;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleSetup;
import io.weir.rules.rule.RuleStatus;
import io.weir.rules.setting.StoredSetting;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the list.
 *
 * @param group of the catalogue, or {@code policies}
 * @param enabled whether it is on for anybody
 * @param set how many of its parameters and scopes people set in forms
 */
record RuleView(
        String name,
        String group,
        Severity severity,
        String summary,
        String summaryZh,
        boolean enabled,
        int set,
        Map<String, String> parameters,
        String health,
        @Nullable Instant lastEvaluation,
        double lastDurationMs,
        @Nullable String lastError,
        int firing,
        int pending) {
    static RuleView of(RuleSetup setup, @Nullable RuleStatus status, @Nullable StoredSetting stored) {
        RuleDefinition definition = setup.definition();
        return new RuleView(
                definition.name(),
                definition.guide().group(),
                setup.parameters().severity(),
                definition.summary().en(),
                definition.summary().zh(),
                setup.isOn(),
                stored == null
                        ? 0
                        : stored.setting().parameters().size()
                                + stored.setting().scopes().size(),
                new TreeMap<>(setup.parameters().asMap()),
                status == null ? "off" : word(status),
                status == null ? null : status.lastEvaluation(),
                status == null ? 0 : status.lastDuration().toNanos() / 1e6,
                status == null ? null : status.lastError(),
                status == null ? 0 : status.firing(),
                status == null ? 0 : status.pending());
    }

    static RuleView ofPolicy(RuleStatus status) {
        return new RuleView(
                status.name(),
                "policies",
                status.severity(),
                status.summary(),
                status.summaryZh(),
                true,
                0,
                new TreeMap<>(status.parameters()),
                word(status),
                status.lastEvaluation(),
                status.lastDuration().toNanos() / 1e6,
                status.lastError(),
                status.firing(),
                status.pending());
    }

    private static String word(RuleStatus status) {
        return status.health().name().toLowerCase(Locale.ROOT);
    }
}
