package io.weir.rules.notify;

/** Records wake nobody. */
final class SeverityStage implements Stage {
    @Override
    public void judge(Draft draft) {
        Draft.Judgement least = event -> event.severity().compareTo(Notifications.LEAST_SEVERITY) < 0 ? "" : null;
        draft.holdFiring(NotifyReason.BELOW_LEAST_SEVERITY, least);
        draft.holdResolved(NotifyReason.BELOW_LEAST_SEVERITY, least);
    }
}
