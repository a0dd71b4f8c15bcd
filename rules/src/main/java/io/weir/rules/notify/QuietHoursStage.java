package io.weir.rules.notify;

/** The receiver wants to hear of nothing now, ends included; that is told when its quiet hours are over. */
final class QuietHoursStage implements Stage {
    @Override
    public void judge(Draft draft) {
        QuietHours quiet = draft.destination.policy().quietHours();
        if (quiet == null || !quiet.times().contains(draft.now)) {
            return;
        }
        String until =
                quiet.times().endAfter(draft.now).map(end -> "until " + end).orElse("without an end");
        Draft.Judgement judgement = event -> quiet.lets(event.severity()) ? null : until;
        draft.holdFiring(NotifyReason.QUIET_HOURS, judgement);
        draft.holdResolved(NotifyReason.QUIET_HOURS, judgement);
    }
}
