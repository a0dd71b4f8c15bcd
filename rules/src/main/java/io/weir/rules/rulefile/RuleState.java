package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule and what its evaluations left. Not thread-safe: its group's lock guards it. */
final class RuleState {
    private final RuleId id;
    private final FileRule rule;
    private Map<Labels, Alert> alerts = Map.of();
    private Set<Labels> written = Set.of();
    private @Nullable Instant lastEvaluation;
    private Duration took = Duration.ZERO;
    private @Nullable String lastError;

    RuleState(RuleId id, FileRule rule) {
        this.id = id;
        this.rule = rule;
    }

    RuleId id() {
        return id;
    }

    FileRule rule() {
        return rule;
    }

    Map<Labels, Alert> alerts() {
        return alerts;
    }

    /** The series that the last evaluation wrote, so that those that are no more can be ended. */
    Set<Labels> written() {
        return written;
    }

    void becomes(Map<Labels, Alert> newAlerts) {
        alerts = Map.copyOf(newAlerts);
    }

    void wrote(Set<Labels> series) {
        written = Set.copyOf(series);
    }

    void evaluated(Instant at, Duration duration, @Nullable String error) {
        lastEvaluation = at;
        took = duration;
        lastError = error;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    /** Takes over what the same rule left before a reload. */
    void continues(RuleState before) {
        alerts = before.alerts;
        written = before.written;
        lastEvaluation = before.lastEvaluation;
        took = before.took;
        lastError = before.lastError;
    }

    FileRuleStatus status() {
        return new FileRuleStatus(rule, java.util.List.copyOf(alerts.values()), lastEvaluation, took, lastError);
    }
}
