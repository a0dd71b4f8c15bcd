package io.weir.web.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How something that Weir does again and again goes.
 *
 * @param health {@code ok}, {@code error}, or {@code unknown} while it did not run yet or cannot tell
 */
public record Loop(
        String name,
        String health,
        @Nullable Instant lastRun,
        @Nullable String lastError) {
    /** It goes well. */
    public static Loop ok(String name, @Nullable Instant lastRun) {
        return new Loop(name, "ok", lastRun, null);
    }

    /** It fails. */
    public static Loop error(String name, @Nullable Instant lastRun, String lastError) {
        return new Loop(name, "error", lastRun, lastError);
    }

    /** Nobody can tell yet. */
    public static Loop unknown(String name, @Nullable Instant lastRun, @Nullable String lastError) {
        return new Loop(name, "unknown", lastRun, lastError);
    }
}
