package io.weir.runtime.deployment;

import org.jspecify.annotations.Nullable;

/**
 * What a run starts from.
 *
 * @param snapshot the id of a snapshot; null unless one is chosen
 * @param allowNonRestored whether state that no operator claims may be left behind
 */
public record Restore(From from, @Nullable String snapshot, boolean allowNonRestored) {
    /** The four ways. */
    public enum From {
        /** Empty. */
        NONE,
        /** The newest savepoint that is present. */
        LATEST_SAVEPOINT,
        /** The newest state of the latest run: a savepoint, or a checkpoint that was retained. */
        LATEST_STATE,
        /** A snapshot somebody chose. */
        SNAPSHOT
    }

    public Restore {
        if ((from == From.SNAPSHOT) != (snapshot != null)) {
            throw new SpecException(
                    snapshot == null
                            ? "snapshot: say which snapshot to restore from"
                            : "snapshot: write restore: snapshot with it, or leave it out");
        }
    }

    public static Restore of(From from) {
        return new Restore(from, null, false);
    }
}
