package io.weir.collector.kubernetes;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a watch waits, for what.
 *
 * @param first after the first failure; doubled for each further one in a row
 * @param longest that it becomes, unless the server asks for more
 * @param watchFor how long the server is asked to keep a watch open; a hung one is noticed no later
 * @param tick how often time alone is looked at
 */
record PodPauses(Duration first, Duration longest, Duration watchFor, Duration tick) {
    /** As client-go does, but for the watch's end, which there is 5 to 10 min. */
    static final PodPauses DEFAULTS =
            new PodPauses(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofSeconds(30));

    /** The pause after some failures in a row: between half and all of it by chance, so that watches do not march in step. */
    Duration after(int failures, Duration retryAfter) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, 20);
        long most = Math.min(longest.toMillis(), doubled);
        Duration pause =
                Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        return pause.compareTo(retryAfter) < 0 ? retryAfter : pause;
    }
}
