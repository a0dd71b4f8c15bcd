package io.weir.web.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed logins by account and by address. A bucket holds a budget of failures and fills up again over time; an
 * empty one refuses. Bounded: with too many buckets the one unused for longest goes.
 */
final class LoginBudget {
    private static final int MOST_BUCKETS = 10_000;
    private static final Duration REFILL = Duration.ofMinutes(1);

    private record Bucket(double left, Instant at) {}

    private final Clock clock;
    private final int budget;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    };

    /** {@code budget} failures at once, and one more each minute. */
    LoginBudget(Clock clock, int budget) {
        this.clock = clock;
        this.budget = budget;
    }

    /** Takes one try from a key's budget; answers how long to wait when there is none. */
    synchronized Optional<Duration> take(String key) {
        Bucket bucket = filled(key);
        if (bucket.left() < 1) {
            buckets.put(key, bucket);
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - bucket.left()) * REFILL.toMillis())));
        }
        buckets.put(key, new Bucket(bucket.left() - 1, bucket.at()));
        return Optional.empty();
    }

    /** Gives a try back: it was a good one. */
    synchronized void giveBack(String key) {
        Bucket bucket = filled(key);
        buckets.put(key, new Bucket(Math.min(budget, bucket.left() + 1), bucket.at()));
    }

    private Bucket filled(String key) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(key, new Bucket(budget, now));
        double gained = Math.max(0, Duration.between(bucket.at(), now).toMillis()) / (double) REFILL.toMillis();
        return new Bucket(Math.min(budget, bucket.left() + gained), now);
    }
}
