package io.weir.diagnosis.finding;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be diagnosed.
 *
 * @param jobId null for the whole cluster
 * @param process null for all processes
 * @param from inclusive
 * @param to exclusive
 */
public record Question(
        String cluster, @Nullable String jobId, @Nullable String process, Instant from, Instant to) {
    private static final Duration LONGEST = Duration.ofDays(31);

    public Question {
        if (cluster.isBlank()) {
            throw new IllegalArgumentException("cluster: name the cluster to diagnose");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, got " + from + " and " + to);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the range may be " + LONGEST.toDays() + " days long at most");
        }
    }

    /** Whether a moment lies within the range. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
