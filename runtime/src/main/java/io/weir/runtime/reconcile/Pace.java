package io.weir.runtime.reconcile;

import java.time.Duration;

/** When a loop is to look again. */
enum Pace {
    /** There is more to do. */
    AT_ONCE(Duration.ZERO),
    /** Something is under way. */
    SOON(Duration.ofMillis(250)),
    /** Nothing is under way. */
    LATER(Duration.ofSeconds(2)),
    /** It runs as it is wanted; a process of its own that ends is told of at once. */
    STEADY(Duration.ofSeconds(5)),
    /** Somebody does not answer. */
    UNHURRIED(Duration.ofSeconds(5));

    final Duration pause;

    Pace(Duration pause) {
        this.pause = pause;
    }
}
