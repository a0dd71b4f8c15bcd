package io.weir.rules.notify;

import io.weir.rules.event.Handling;

/** Somebody has it: it is not told again, to no person. */
final class AcknowledgeStage implements Stage {
    @Override
    public void judge(Draft draft) {
        if (draft.destination.config().forgetsAfter() != null) {
            // What is not told again would be taken for over there.
            return;
        }
        draft.holdFiring(NotifyReason.ACKNOWLEDGED, event -> {
            Handling.Acknowledgement acknowledgement = event.handling().acknowledgement();
            return acknowledgement == null ? null : acknowledgement.by();
        });
    }
}
