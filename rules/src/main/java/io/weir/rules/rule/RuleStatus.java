package io.weir.rules.rule;

import io.weir.rules.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule and how its evaluations go.
 *
 * @param name such as BackpressureSevere
 * @param summary what it says, one line, in English
 * @param summaryZh the same in Chinese
 * @param parameters every parameter with its value in force, such as {@code threshold -> 0.8}
 * @param firing how many of its events fire
 */
public record RuleStatus(
        String name,
        Severity severity,
        String summary,
        String summaryZh,
        Map<String, String> parameters,
        Health health,
        @Nullable Instant lastEvaluation,
        Duration lastDuration,
        @Nullable String lastError,
        int firing,
        int pending) {
    /** Prometheus' three words. */
    public enum Health {
        OK,
        ERROR,
        UNKNOWN
    }

    public RuleStatus {
        parameters = Map.copyOf(parameters);
    }
}
