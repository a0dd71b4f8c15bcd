package io.weir.runtime.deployment;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a deployment now. Written by its loop only.
 *
 * @param runId the run that is, or was last, under way; null when there never was one
 * @param since when it came into this state
 * @param unknownSince since when Flink could not be asked; the state is the last known one then. Null when it can
 * @param unknownWhy why it could not
 * @param note what went wrong or is needed, for a person; null when nothing is
 * @param handled the number of the newest wish that came true or was given up
 */
public record Status(
        CurrentState state,
        @Nullable String runId,
        Instant since,
        @Nullable Instant unknownSince,
        @Nullable String unknownWhy,
        @Nullable String note,
        long handled) {

    public static Status initial(Instant at) {
        return new Status(CurrentState.CANCELLED, null, at, null, null, null, 0);
    }

    /** Another state; what was unknown is known now. */
    public Status become(CurrentState next, @Nullable String run, @Nullable String because, Instant at) {
        return new Status(next, run, next == state ? since : at, null, null, because, handled);
    }

    /** Not to be told, since the first time it was so. */
    public Status unknown(String why, Instant at) {
        return new Status(state, runId, since, unknownSince == null ? at : unknownSince, why, note, handled);
    }

    /** Can be told again. */
    public Status known() {
        return new Status(state, runId, since, null, null, note, handled);
    }

    public Status handled(long wish) {
        return new Status(state, runId, since, unknownSince, unknownWhy, note, wish);
    }

    /** The same with its texts as they may be told. */
    public Status told(UnaryOperator<String> told) {
        return new Status(
                state,
                runId,
                since,
                unknownSince,
                unknownWhy == null ? null : told.apply(unknownWhy),
                note == null ? null : told.apply(note),
                handled);
    }

    public Status noting(@Nullable String because) {
        return new Status(state, runId, since, unknownSince, unknownWhy, because, handled);
    }
}
