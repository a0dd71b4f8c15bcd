package io.weir.rules.notify;

import io.weir.rules.event.Severity;
import io.weir.rules.route.TimeIntervals;
import org.jspecify.annotations.Nullable;

/**
 * Times in which a receiver hears of nothing, ends included; what still fires when they are over is told then.
 *
 * @param times their name is what the reason tells
 * @param passes the least severity that is told nevertheless; null for none
 */
public record QuietHours(TimeIntervals times, @Nullable Severity passes) {
    /** Whether an event that matters so much is to be told. */
    boolean lets(Severity severity) {
        return passes != null && severity.compareTo(passes) >= 0;
    }
}
