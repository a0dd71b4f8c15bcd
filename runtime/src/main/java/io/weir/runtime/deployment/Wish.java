package io.weir.runtime.deployment;

import java.time.Instant;

/**
 * What somebody wants of a deployment. Each has a number; one that comes during a transition is honoured after it.
 *
 * @param number from 1 on; 0 when nobody wanted anything yet
 * @param version of the spec that should run; 0 when none was ever wanted to
 * @param restore what to start from, when something has to be started
 */
public record Wish(long number, DesiredState state, int version, Restore restore, String by, Instant at) {
    /** Of a deployment that was just made. */
    public static Wish none(String by, Instant at) {
        return new Wish(0, DesiredState.CANCELLED, 0, Restore.of(Restore.From.NONE), by, at);
    }

    /** The next wish. */
    public Wish next(DesiredState wanted, int version, Restore restore, String by, Instant at) {
        return new Wish(number + 1, wanted, version, restore, by, at);
    }
}
