package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A savepoint failed; over when one of the job succeeds, or after a while. */
final class SavepointFailed implements Rule.OnSignals {
    private static final Duration NEWS = Duration.ofMinutes(5);

    private final EventTexts texts;
    private final Duration shownFor;

    SavepointFailed(EventTexts texts) {
        this.texts = texts;
        this.shownFor = texts.inForce().duration("shownFor");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (!(signal instanceof CheckpointFinished finished)
                || !finished.checkpoint().savepoint()
                || finished.at().plus(NEWS).isBefore(moment.at())) {
            return List.of();
        }
        Checkpoint savepoint = finished.checkpoint();
        if (savepoint.status() == Checkpoint.Status.COMPLETED) {
            return Shown.resolve(
                    moment, event -> finished.jobId().equals(event.subject().jobId()), "a savepoint completed");
        }
        String message = CheckpointOutcome.message(finished);
        String said = message.isEmpty() ? "#" + savepoint.id() : message;
        return List.of(new Outcome.Fire(texts.condition(
                CheckpointOutcome.subject(finished),
                savepoint.id(),
                new Text(said, said),
                Map.of("savepoint_id", String.valueOf(savepoint.id()), "failure_message", message),
                finished.at())));
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        return Shown.over(moment, shownFor);
    }
}
