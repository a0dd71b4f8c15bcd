package io.weir.collector.jobmetrics;

import org.jspecify.annotations.Nullable;

/**
 * The value of one measured thing in this round, whichever series told it: a task has a new series with each attempt, and a process may be
 * scraped and push at once.
 */
final class Cell {
    private final @Nullable CounterWindow window;

    /** Whether it is among those that are settled each round. */
    boolean listed;

    private long round = -1;
    private int attempt;
    private long timestampMs;
    private double value;

    Cell(Role role) {
        this.window = role.isRated() ? new CounterWindow() : null;
    }

    /** Takes a reading unless this round has a better one: of a later attempt, or younger. */
    void offer(long thisRound, int ofAttempt, long atMs, double reading) {
        if (round != thisRound || ofAttempt > attempt || ofAttempt == attempt && atMs > timestampMs) {
            round = thisRound;
            attempt = ofAttempt;
            timestampMs = atMs;
            value = reading;
        }
    }

    /** To be called once all of a round was offered. */
    void settle(long thisRound) {
        if (window != null && isFresh(thisRound)) {
            window.add(attempt, timestampMs, value);
        }
    }

    boolean isFresh(long thisRound) {
        return round == thisRound;
    }

    double value() {
        return value;
    }

    int attempt() {
        return attempt;
    }

    long timestampMs() {
        return timestampMs;
    }

    /** Growth a second, of a rated role; NaN when unknown. */
    double perSecond() {
        return window == null ? Double.NaN : window.perSecond();
    }

    /** Growth within the window, of a rated role; NaN when unknown. */
    double increase() {
        return window == null ? Double.NaN : window.increase();
    }
}
