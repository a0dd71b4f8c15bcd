package io.weir.rules.notify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices when many messages of one cause go to one channel: from then on they are collected for a moment and told as one. The dispatcher's lock
 * guards it.
 */
final class Storms {
    private record Key(String destination, String cause) {}

    private static final class Count {
        final Deque<Instant> told = new ArrayDeque<>();

        @Nullable
        Instant until;
    }

    /** More causes than this at a time are not looked for. */
    private static final int MOST = 10_000;

    private final StormOptions options;
    private final Map<Key, Count> counts = new HashMap<>();

    Storms(StormOptions options) {
        this.options = options;
    }

    boolean never() {
        return options.messages() == 0;
    }

    StormOptions options() {
        return options;
    }

    /** Until when a message of a cause is collected, which may be over by now; null when there is no storm of it. */
    @Nullable
    Instant collectedUntil(String destination, String cause, Instant now) {
        Count count = counts.get(new Key(destination, cause));
        if (count == null) {
            return null;
        }
        forgetOld(count, now);
        if (count.told.size() < options.messages()) {
            count.until = null;
            return null;
        }
        if (count.until == null) {
            count.until = now.plus(options.collect());
        }
        return count.until;
    }

    /** A message of a cause is told. */
    void told(String destination, String cause, Instant now) {
        if (counts.size() >= MOST) {
            forgetOld(now);
        }
        if (counts.size() < MOST) {
            Count count = counts.computeIfAbsent(new Key(destination, cause), key -> new Count());
            count.told.addLast(now);
            count.until = null;
            if (count.told.size() > options.messages()) {
                count.told.removeFirst();
            }
        }
    }

    private void forgetOld(Count count, Instant now) {
        Instant old = now.minus(options.within());
        while (!count.told.isEmpty() && count.told.peekFirst().isBefore(old)) {
            count.told.removeFirst();
        }
    }

    private void forgetOld(Instant now) {
        for (Iterator<Count> each = counts.values().iterator(); each.hasNext(); ) {
            Count count = each.next();
            forgetOld(count, now);
            if (count.told.isEmpty()) {
                each.remove();
            }
        }
    }
}
