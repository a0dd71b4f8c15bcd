package io.weir.rules.notify;

import io.weir.rules.route.Inhibitions;

/** What fires already says it. That something is over is told nevertheless, to who knows that it fired. */
final class InhibitStage implements Stage {
    private final Inhibitions inhibitions;

    InhibitStage(Inhibitions inhibitions) {
        this.inhibitions = inhibitions;
    }

    @Override
    public void judge(Draft draft) {
        draft.holdFiring(NotifyReason.INHIBITED, event -> inhibitions
                .inhibiting(event.labels())
                .map(Inhibitions.Inhibition::source)
                .orElse(null));
    }
}
