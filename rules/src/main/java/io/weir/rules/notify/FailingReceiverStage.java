package io.weir.rules.notify;

/** That a channel fails is not told through that channel: others of its receiver and other receivers hear of it. */
final class FailingReceiverStage implements Stage {
    @Override
    public void judge(Draft draft) {
        String own = draft.destination.key();
        draft.holdFiring(NotifyReason.FAILS_ITSELF, event -> own.equals(ReceiverFailures.channel(event)) ? "" : null);
    }
}
