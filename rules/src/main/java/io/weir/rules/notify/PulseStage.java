package io.weir.rules.notify;

/** While rules stand still the Watchdog is not told again, so that whoever waits for it calls for help. */
final class PulseStage implements Stage {
    private final Pulse pulse;

    PulseStage(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public void judge(Draft draft) {
        if (pulse.isLost(draft.now)) {
            draft.holdFiring(
                    NotifyReason.RULES_STAND_STILL, event -> event.rule().equals(SeverityStage.WATCHDOG) ? "" : null);
        }
    }
}
