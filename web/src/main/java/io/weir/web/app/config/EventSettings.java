package io.weir.web.app.config;

import java.time.Duration;

/** How long events are kept. */
public record EventSettings(
        @Setting(
                help =
                        "How long resolved events and notifications that are done are kept; one that fires is kept for as long as it does.",
                defaultsTo = "90d")
        Duration retention) {
    private static final Duration LEAST = Duration.ofHours(1);

    public EventSettings {
        if (retention.compareTo(LEAST) < 0) {
            new Faults()
                    .add(
                            "retention",
                            "retention must be at least 1h, got " + Durations.format(retention)
                                    + "; write for example retention: 90d")
                    .throwIfAny();
        }
    }
}
