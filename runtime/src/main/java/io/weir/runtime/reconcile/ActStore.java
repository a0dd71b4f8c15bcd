package io.weir.runtime.reconcile;

import java.util.Optional;

/** Keeps the act in hand of each deployment over a crash. Thread-safe. */
interface ActStore {
    /** Replaces the act in hand. */
    void put(Act act);

    Optional<Act> find(String deploymentId);

    void done(String deploymentId);
}
