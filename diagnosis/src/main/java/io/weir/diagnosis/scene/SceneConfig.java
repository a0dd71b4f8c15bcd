package io.weir.diagnosis.scene;

import java.time.Duration;

/**
 * How much is captured and kept.
 *
 * @param enabled whether anything is captured at all
 * @param retention how long scenes are kept
 * @param maximumBytes the most disk that all scenes may take; the oldest go first
 * @param maximumScenes how many are kept, 1 or more; the oldest go first
 * @param perHour how many may be taken in an hour; more are refused and counted
 * @param cooldown within which the same process or job has one scene, however often it breaks
 * @param maximumFileBytes of one file of a process, such as a heap dump; a larger one is named and not taken
 * @param logLines how many log records of each process, 1 to 5000
 * @param threadDumps how many of each process, 0 to 10
 * @param threadDumpInterval between two of them
 * @param metricsWindow how much of the samples before, and a little after
 */
public record SceneConfig(
        boolean enabled,
        Duration retention,
        long maximumBytes,
        int maximumScenes,
        int perHour,
        Duration cooldown,
        long maximumFileBytes,
        int logLines,
        int threadDumps,
        Duration threadDumpInterval,
        Duration metricsWindow) {
    public static final SceneConfig DEFAULTS = new SceneConfig(
            true,
            Duration.ofDays(14),
            5L << 30,
            500,
            60,
            Duration.ofMinutes(5),
            1L << 30,
            500,
            3,
            Duration.ofSeconds(1),
            Duration.ofMinutes(15));

    public SceneConfig {
        require(retention.toMillis() > 0, "retention", "more than nothing", retention);
        require(maximumBytes > 0, "maximum size", "more than nothing", maximumBytes);
        require(maximumScenes > 0, "maximum number", "1 or more", maximumScenes);
        require(perHour > 0, "number per hour", "1 or more", perHour);
        require(!cooldown.isNegative(), "cooldown", "0 or more", cooldown);
        require(maximumFileBytes > 0, "maximum file size", "more than nothing", maximumFileBytes);
        require(logLines > 0 && logLines <= 5000, "log lines", "1 to 5000", logLines);
        require(threadDumps >= 0 && threadDumps <= 10, "thread dumps", "0 to 10", threadDumps);
        require(!threadDumpInterval.isNegative(), "thread dump interval", "0 or more", threadDumpInterval);
        require(metricsWindow.toMillis() > 0, "metrics window", "more than nothing", metricsWindow);
    }

    private static void require(boolean fits, String what, String range, Object got) {
        if (!fits) {
            throw new IllegalArgumentException("the " + what + " of scenes must be " + range + ", got " + got);
        }
    }
}
