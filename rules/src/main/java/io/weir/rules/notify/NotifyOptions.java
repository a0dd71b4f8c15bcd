package io.weir.rules.notify;

import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * How hard channels are driven, and when many messages of one cause become one.
 *
 * @param inFlight sends of one channel at the same time: as many may come twice after a kill; 1 to 64
 * @param stormMessages so many messages of one cause to one channel within {@code stormWithin} make what follows a storm; 0 for never
 * @param stormWithin positive
 * @param stormCollect how long what follows is collected
 */
public record NotifyOptions(int inFlight, int stormMessages, Duration stormWithin, Duration stormCollect) {
    public static final NotifyOptions DEFAULTS = new NotifyOptions(4, 5, Duration.ofMinutes(1), Duration.ofSeconds(10));

    public NotifyOptions {
        if (inFlight < 1 || inFlight > 64) {
            throw new IllegalArgumentException("inFlight must be 1 to 64, got " + inFlight);
        }
        if (stormMessages < 0) {
            throw new IllegalArgumentException("stormMessages must not be negative, got " + stormMessages);
        }
        if (stormWithin.isNegative() || stormWithin.isZero() || stormCollect.isNegative()) {
            throw new IllegalArgumentException("stormWithin must be positive and stormCollect not negative, got "
                    + stormWithin + ", " + stormCollect);
        }
    }

    /** @param jobs how many jobs a cluster has, 0 when that is not known */
    public StormOptions storms(ToIntFunction<String> jobs) {
        return new StormOptions(stormMessages, stormWithin, stormCollect, jobs);
    }
}
