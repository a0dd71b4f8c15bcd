package io.weir.web.app.config;

import java.time.Duration;

/** How scripts in SQL are planned and tried out. */
public record SqlSettings(
        @Setting(
                help =
                        "How long Flink's planner and SQL gateway, each a process of some hundred MB, wait for another script before they are ended.",
                defaultsTo = "10m")
        Duration idle) {
    private static final Duration LEAST = Duration.ofSeconds(10);

    public SqlSettings {
        if (idle.compareTo(LEAST) < 0) {
            new Faults()
                    .add(
                            "idle",
                            "idle must be at least 10s, or each script would wait for a start, got "
                                    + Durations.format(idle) + "; write for example idle: 10m")
                    .throwIfAny();
        }
    }
}
