package io.weir.rules.replay;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes down when events fire and end. It stands where live the outbox stands. */
final class FiringLog implements EventJournal.Companion {
    /** Whoever fires more often than this is not read one by one. */
    private static final int MOST = 20_000;

    private final String rule;
    private final Map<String, Firing> firings = new LinkedHashMap<>();
    private long refused;

    FiringLog(String rule) {
        this.rule = rule;
    }

    @Override
    public void write(EventChange change) {
        Event event = change.event();
        if (!event.rule().equals(rule) || event.state() == EventState.PENDING) {
            return;
        }
        Firing known = firings.get(event.id());
        if (known != null) {
            firings.put(event.id(), known.then(event));
            return;
        }
        Instant firedAt = event.firedAt();
        if (firedAt != null) {
            if (firings.size() < MOST) {
                firings.put(event.id(), Firing.of(event, firedAt));
            } else {
                refused++;
            }
        }
    }

    @Override
    public void committed() {
        // Nothing is sent.
    }

    /** Those that overlap a range, oldest first. */
    List<Firing> within(Instant from, Instant to) {
        List<Firing> found = new ArrayList<>();
        for (Firing firing : firings.values()) {
            if (!firing.firedAt().isAfter(to) && !firing.until(to).isBefore(from)) {
                found.add(firing);
            }
        }
        found.sort(Comparator.comparing(Firing::firedAt));
        return found;
    }

    /** How many firings there was no room for. */
    long refused() {
        return refused;
    }
}
