package io.weir.rules.notify;

import io.weir.rules.event.EventChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Changes of events on their way to the dispatcher. Thread-safe. */
final class Inbox {
    private List<EventChange> changes = new ArrayList<>();
    private boolean woken;

    synchronized void add(List<EventChange> committed) {
        changes.addAll(committed);
        woken = true;
        notifyAll();
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Everything that came since the last time, in order. */
    synchronized List<EventChange> take() {
        List<EventChange> taken = changes;
        changes = new ArrayList<>();
        return taken;
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
