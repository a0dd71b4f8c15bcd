package io.weir.rules.notify;

import java.util.ArrayList;
import java.util.List;

/** What was decided in one look, to be written in one transaction. */
final class Plan {
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();

    /** What is told, and to be written. */
    List<Draft> told = new ArrayList<>();

    List<Draft> takeTold() {
        List<Draft> taken = told;
        told = new ArrayList<>();
        return taken;
    }

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
        return told.isEmpty() && outgoing.isEmpty() && decisions.isEmpty();
    }
}
