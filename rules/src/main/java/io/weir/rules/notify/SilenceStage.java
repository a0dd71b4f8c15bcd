package io.weir.rules.notify;

import io.weir.rules.silence.Silence;
import io.weir.rules.silence.Silences;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody said that they do not want to hear of it. That something is over is told nevertheless, to who knows that it fired. */
final class SilenceStage implements Stage {
    private final Silences silences;

    SilenceStage(Silences silences) {
        this.silences = silences;
    }

    @Override
    public void judge(Draft draft) {
        draft.holdFiring(NotifyReason.SILENCED, event -> {
            List<Silence> silencing = silences.silencing(event.labels(), draft.now);
            return silencing.isEmpty()
                    ? null
                    : silencing.stream().map(Silence::id).sorted().collect(Collectors.joining(", "));
        });
    }
}
