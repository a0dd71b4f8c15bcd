package io.weir.web.api;

import io.weir.rules.Rules;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.RuleStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules and how their evaluations go. */
final class RulesApi {
    private record RuleView(
            String name,
            Severity severity,
            String summary,
            String summaryZh,
            Map<String, String> parameters,
            String health,
            @Nullable Instant lastEvaluation,
            double lastDurationMs,
            @Nullable String lastError,
            int firing,
            int pending) {
        static RuleView of(RuleStatus rule) {
            return new RuleView(
                    rule.name(),
                    rule.severity(),
                    rule.summary(),
                    rule.summaryZh(),
                    new TreeMap<>(rule.parameters()),
                    rule.health().name().toLowerCase(Locale.ROOT),
                    rule.lastEvaluation(),
                    rule.lastDuration().toNanos() / 1e6,
                    rule.lastError(),
                    rule.firing(),
                    rule.pending());
        }
    }

    private final Rules rules;

    RulesApi(Rules rules) {
        this.rules = rules;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/rules",
                context -> Answer.data(
                        context,
                        rules.rules().stream()
                                .sorted(Comparator.comparing(RuleStatus::name))
                                .map(RuleView::of)
                                .toList()));
    }
}
