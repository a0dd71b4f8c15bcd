package io.weir.rules.notify;

import java.time.Instant;

/** In a storm, what has one cause is collected for a moment, to be told in one message. */
final class StormStage implements Stage {
    private final Storms storms;

    StormStage(Storms storms) {
        this.storms = storms;
    }

    @Override
    public void judge(Draft draft) {
        if (storms.never() || !draft.worthTelling) {
            return;
        }
        SharedCause cause = draft.cause();
        Instant until = storms.collectedUntil(draft.destination.key(), cause.key(), draft.now);
        if (until == null) {
            return;
        }
        draft.inStorm = true;
        if (until.isAfter(draft.now)) {
            draft.collectedUntil = until;
            draft.worthTelling = false;
        }
    }
}
