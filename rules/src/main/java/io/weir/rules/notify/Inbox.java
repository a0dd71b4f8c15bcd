package io.weir.rules.notify;

import io.weir.rules.event.EventChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of events on their way to the dispatcher. Bounded: what does not fit is let go, for the store has what became of the events, and the
 * dispatcher is told to look there. Thread-safe.
 */
final class Inbox {
    /** More changes than this wait only when the disk does not take writes for minutes. */
    static final int MOST = 100_000;

    /**
     * What came since the last time.
     *
     * @param changes in order
     * @param incomplete changes before these were let go
     */
    record Taken(List<EventChange> changes, boolean incomplete) {}

    private final int capacity;
    private List<EventChange> changes = new ArrayList<>();
    private boolean incomplete;
    private boolean woken;
    private long letGo;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(List<EventChange> committed) {
        if (changes.size() + committed.size() > capacity) {
            letGo += changes.size() + committed.size();
            changes = new ArrayList<>();
            incomplete = true;
        } else {
            changes.addAll(committed);
        }
        woken = true;
        notifyAll();
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized Taken take() {
        Taken taken = new Taken(changes, incomplete);
        changes = new ArrayList<>();
        incomplete = false;
        return taken;
    }

    /** How many changes were let go. */
    synchronized long letGo() {
        return letGo;
    }

    synchronized void await(long millis) throws InterruptedException {
        if (!woken) {
            wait(millis);
        }
        woken = false;
    }

    synchronized void pause(Duration duration) {
        try {
            wait(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
