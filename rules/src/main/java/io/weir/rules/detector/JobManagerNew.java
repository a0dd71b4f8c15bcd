package io.weir.rules.detector;

import io.weir.collector.signal.JobManagerReplaced;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Another JobManager process answers for a cluster: it was started anew, or another one leads. */
final class JobManagerNew implements Rule.OnSignals {
    private final EventTexts texts;
    private final boolean restarts;
    private final Duration shownFor;

    /** @param restarts true for a process started anew at the same place, false for a change of leader */
    JobManagerNew(EventTexts texts, boolean restarts) {
        this.texts = texts;
        this.restarts = restarts;
        this.shownFor = texts.inForce().duration("shownFor");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (!(signal instanceof JobManagerReplaced replaced) || replaced.isRestart() != restarts) {
            return List.of();
        }
        String address = replaced.address();
        return List.of(new Outcome.Fire(texts.condition(
                new Subject(replaced.cluster(), null, null, null, null, null),
                Double.NaN,
                new Text(address, address),
                Map.of("address", address, "previous_address", replaced.previousAddress()),
                replaced.at())));
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        return Shown.over(moment, shownFor);
    }
}
