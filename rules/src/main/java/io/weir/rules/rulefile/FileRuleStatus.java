package io.weir.rules.rulefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a file and how its evaluations go.
 *
 * @param alerts pending and firing
 * @param lastEvaluation null before the first
 * @param lastError null when the last evaluation went well
 */
public record FileRuleStatus(
        FileRule rule,
        List<Alert> alerts,
        @Nullable Instant lastEvaluation,
        Duration lastDuration,
        @Nullable String lastError) {
    public FileRuleStatus {
        alerts = List.copyOf(alerts);
    }

    /** Prometheus' three words: ok, err, unknown. */
    public String health() {
        return lastEvaluation == null ? "unknown" : lastError == null ? "ok" : "err";
    }
}
