package io.weir.rules.notify;

import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * When many messages of one cause to one channel are a storm, so that what follows is told as one.
 *
 * @param messages so many within {@code within} make what follows a storm, and more at once are one message; 0 for never
 * @param collect how long what follows is collected
 * @param jobs how many jobs a cluster has, 0 when that is not known
 */
public record StormOptions(int messages, Duration within, Duration collect, ToIntFunction<String> jobs) {
    /** Every group is told on its own, whatever happens. */
    public static final StormOptions NEVER = new StormOptions(0, Duration.ZERO, Duration.ZERO, cluster -> 0);

    /** Five in a minute; ten seconds. */
    public static StormOptions usual(ToIntFunction<String> jobs) {
        return NotifyOptions.DEFAULTS.storms(jobs);
    }
}
