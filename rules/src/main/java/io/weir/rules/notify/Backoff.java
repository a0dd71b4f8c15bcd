package io.weir.rules.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubled each time, with "equal jitter", so that receivers that came back are not
 * hit by everything at once.
 */
record Backoff(Duration first, Duration most, DoubleSupplier random) {
    Duration before(int attempt) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempt - 1, 30));
        double bounded = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(Math.round(bounded / 2 + random.getAsDouble() * bounded / 2));
    }
}
