package io.weir.runtime.driver.local;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a dead process is started again: 1 s, then twice as long each time it dies young, at most 30 s;
 * after more than five young deaths in a row, never. One supervisor's thread at a time.
 */
final class RestartBackoff {
    static final int LIMIT = 5;
    private static final Duration YOUNG = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private int youngDeaths;

    /** Takes note of a death; empty when it is not worth another try. */
    Optional<Duration> afterDeath(Duration lived) {
        if (lived.compareTo(YOUNG) >= 0) {
            youngDeaths = 0;
            return Optional.of(Duration.ofSeconds(1));
        }
        youngDeaths++;
        if (youngDeaths > LIMIT) {
            return Optional.empty();
        }
        Duration wait = Duration.ofSeconds(1L << (youngDeaths - 1));
        return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
}
