package io.weir.rules.notify;

import java.util.ArrayList;
import java.util.List;

/** What was decided in one look, to be written in one transaction. */
final class Plan {
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();

    /** Events that the group just planned is done with. */
    private List<String> done = new ArrayList<>();

    boolean done(String eventId) {
        return done.add(eventId);
    }

    List<String> takeDone() {
        List<String> taken = done;
        done = taken.isEmpty() ? taken : new ArrayList<>();
        return taken;
    }

    boolean isEmpty() {
        return outgoing.isEmpty() && decisions.isEmpty();
    }
}
