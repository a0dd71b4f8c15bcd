package io.weir.rules.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how often conditions came and went lately. One that did so too often flaps: a person is told of it once, as one
 * event that stays until the condition has kept still, instead of once a change. Not thread-safe.
 */
public final class Flaps {
    private static final int MOST = 10_000;

    private final int changes;
    private final Duration within;
    private final Duration calm;
    private final Map<String, Deque<Instant>> lately = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A memory without anything in it.
     *
     * @param changes after this many within {@code within} the next one is flapping; 0 when nothing is
     * @param calm without a change for so long, it is over
     */
    public Flaps(int changes, Duration within, Duration calm) {
        this.changes = changes;
        this.within = within;
        this.calm = calm;
    }

    /** A condition began or ceased to hold. */
    public void changed(String fingerprint, Instant at) {
        if (changes == 0) {
            return;
        }
        Deque<Instant> times = lately.computeIfAbsent(fingerprint, key -> new ArrayDeque<>());
        times.addLast(at);
        if (times.size() > changes) {
            times.removeFirst();
        }
    }

    /** Takes up one that flapped when Weir last stopped, as if it had changed just now. */
    public void restore(String fingerprint, Instant at) {
        for (int i = 0; i < changes; i++) {
            changed(fingerprint, at);
        }
    }

    /** Whether it changed so often that it flaps; one that flapped goes on to until it was calm. */
    public boolean isFlapping(String fingerprint, Instant now, boolean before) {
        Deque<Instant> times = lately.get(fingerprint);
        if (times == null || times.isEmpty()) {
            return false;
        }
        if (times.getLast().plus(calm).compareTo(now) <= 0) {
            lately.remove(fingerprint);
            return false;
        }
        return before
                || times.size() >= changes && times.getFirst().plus(within).compareTo(now) > 0;
    }
}
