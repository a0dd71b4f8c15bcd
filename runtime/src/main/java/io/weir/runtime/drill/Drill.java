package io.weir.runtime.drill;

import java.time.Instant;

/**
 * A drill that was begun.
 *
 * @param process what it hurts: a TaskManager's name, or the folder of checkpoints
 * @param pid of the process; 0 for a folder
 * @param until when it is undone at the latest; the same as the begin for a single blow
 */
public record Drill(
        String id,
        String deployment,
        String cluster,
        Kind kind,
        String process,
        long pid,
        String by,
        Instant at,
        Instant until) {
    /** What is done. */
    public enum Kind {
        /** A TaskManager is killed, as by the kernel (SIGKILL). */
        KILL_TASKMANAGER,
        /** A TaskManager is stopped in its tracks (SIGSTOP), as by a hanging disk, and goes on afterwards. */
        FREEZE_TASKMANAGER,
        /** A TaskManager's heap is filled from within, and emptied afterwards. */
        FILL_HEAP,
        /** The folder of checkpoints cannot be written or read, and comes back afterwards. */
        CUT_CHECKPOINTS
    }
}
