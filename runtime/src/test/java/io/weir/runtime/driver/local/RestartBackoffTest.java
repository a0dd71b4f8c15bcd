package io.weir.runtime.driver.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private static final Duration AT_ONCE = Duration.ofMillis(900);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void youngDeathsWaitLongerEachTimeUntilTheProcessIsGivenUp() {
        RestartBackoff backoff = new RestartBackoff();
        List<Long> waits = new ArrayList<>();
        for (int death = 0; death < RestartBackoff.LIMIT; death++) {
            waits.add(backoff.afterDeath(AT_ONCE).orElseThrow().toSeconds());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(backoff.afterDeath(AT_ONCE)).isEmpty();
    }

    @Test
    void processThatLivedStartsTheCountAgain() {
        RestartBackoff backoff = new RestartBackoff();
        backoff.afterDeath(AT_ONCE);
        backoff.afterDeath(AT_ONCE);

        assertThat(backoff.afterDeath(LONG)).contains(Duration.ofSeconds(1));
        assertThat(backoff.afterDeath(AT_ONCE)).contains(Duration.ofSeconds(1));
    }
}
