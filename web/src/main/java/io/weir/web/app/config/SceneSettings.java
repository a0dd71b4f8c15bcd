package io.weir.web.app.config;

import io.weir.diagnosis.scene.SceneConfig;
import java.time.Duration;

/** What is captured when something breaks, and how much of it is kept. */
public record SceneSettings(
        @Setting(help = "Whether anything is captured.", defaultsTo = "true")
        boolean enabled,

        @Setting(help = "How long scenes are kept.", defaultsTo = "14d")
        Duration retention,

        @Setting(help = "The most disk they take; the oldest go first.", defaultsTo = "5GiB")
        ByteSize maximumSize,

        @Setting(help = "How many are kept; the oldest go first.", defaultsTo = "500")
        int maximumNumber,

        @Setting(help = "How many are taken in an hour, at most.", defaultsTo = "60")
        int perHour,

        @Setting(help = "Within this, a process or job has one.", defaultsTo = "5m")
        Duration cooldown,

        @Setting(help = "A larger file of a process, such as a heap dump, is named and not taken.", defaultsTo = "1GiB")
        ByteSize maximumFileSize,

        @Setting(help = "Log records of each process.", defaultsTo = "500")
        int logLines,

        @Setting(help = "Thread dumps of each process.", defaultsTo = "3")
        int threadDumps,

        @Setting(help = "Between two thread dumps.", defaultsTo = "1s")
        Duration threadDumpInterval,

        @Setting(help = "How much of the samples before.", defaultsTo = "15m")
        Duration metricsWindow) {
    public SceneSettings {
        new Faults()
                .longerThanNone("retention", retention)
                .range("maximum_number", maximumNumber, 1, 100_000)
                .range("per_hour", perHour, 1, 3_600)
                .range("log_lines", logLines, 1, 5_000)
                .range("thread_dumps", threadDumps, 0, 10)
                .longerThanNone("metrics_window", metricsWindow)
                .throwIfAny();
    }

    /** The same for diagnosis. */
    public SceneConfig config() {
        return new SceneConfig(
                enabled,
                retention,
                maximumSize.bytes(),
                maximumNumber,
                perHour,
                cooldown,
                maximumFileSize.bytes(),
                logLines,
                threadDumps,
                threadDumpInterval,
                metricsWindow);
    }
}
