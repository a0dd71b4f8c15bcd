package io.weir.rules.notify;

import io.weir.rules.event.Handling;

/** Somebody has it: it is not told again, to nobody. */
final class AcknowledgeStage implements Stage {
    @Override
    public void judge(Draft draft) {
        draft.holdFiring(NotifyReason.ACKNOWLEDGED, event -> {
            Handling.Acknowledgement acknowledgement = event.handling().acknowledgement();
            return acknowledgement == null ? null : acknowledgement.by();
        });
    }
}
