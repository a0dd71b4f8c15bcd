package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rules on how a job's checkpoints end. */
final class CheckpointTrouble {
    private CheckpointTrouble() {}

    /** Several failed in a row. */
    static final class InARow extends CheckpointOutcome {
        private final EventTexts texts;
        private final int count;
        private final Map<String, Integer> failed = new HashMap<>();

        InARow(EventTexts texts) {
            this.texts = texts;
            this.count = texts.inForce().integer("count");
        }

        @Override
        List<Outcome> ended(CheckpointFinished finished, Optional<Event> event, Moment moment) {
            if (finished.checkpoint().status() != Checkpoint.Status.FAILED) {
                failed.remove(finished.jobId());
                return resolved(event, finished);
            }
            // After a restart of Weir the event knows how many there were.
            int before = event.map(active -> (int) active.value()).orElse(0);
            int now = Math.max(failed.getOrDefault(finished.jobId(), 0), before) + 1;
            failed.put(finished.jobId(), now);
            if (now < count) {
                return List.of();
            }
            String message = message(finished);
            String last = message.isEmpty() ? "no message" : message;
            return List.of(new Outcome.Fire(texts.condition(
                    subject(finished),
                    now,
                    new Text(last, message.isEmpty() ? "无失败信息" : message),
                    Map.of("checkpoint_id", String.valueOf(finished.checkpoint().id()), "failure_message", last),
                    finished.at())));
        }

        @Override
        void forget(String jobId) {
            failed.remove(jobId);
        }
    }

    /** One was not acknowledged within its timeout. */
    static final class TimedOut extends CheckpointOutcome {
        private final EventTexts texts;

        TimedOut(EventTexts texts) {
            this.texts = texts;
        }

        @Override
        List<Outcome> ended(CheckpointFinished finished, Optional<Event> event, Moment moment) {
            Checkpoint checkpoint = finished.checkpoint();
            if (checkpoint.status() == Checkpoint.Status.COMPLETED) {
                return resolved(event, finished);
            }
            if (!message(finished).toLowerCase(Locale.ROOT).contains("expired before completing")) {
                return List.of();
            }
            String said = "#" + checkpoint.id() + ", " + checkpoint.duration().toSeconds() + " s";
            return List.of(new Outcome.Fire(texts.condition(
                    subject(finished),
                    checkpoint.duration().toSeconds(),
                    new Text(said, said),
                    Map.of("checkpoint_id", String.valueOf(checkpoint.id())),
                    finished.at())));
        }
    }

    /** One completed, but took nearly its whole timeout. */
    static final class NearTimeout extends CheckpointOutcome {
        private final EventTexts texts;
        private final double share;

        NearTimeout(EventTexts texts) {
            this.texts = texts;
            this.share = texts.inForce().number("share");
        }

        @Override
        List<Outcome> ended(CheckpointFinished finished, Optional<Event> event, Moment moment) {
            Duration timeout = moment.job(finished.cluster(), finished.jobId())
                    .map(Job::checkpointSettings)
                    .map(Job.CheckpointSettings::timeout)
                    .orElse(Duration.ZERO);
            if (timeout.isZero() || finished.checkpoint().status() != Checkpoint.Status.COMPLETED) {
                return List.of();
            }
            double seconds = finished.checkpoint().duration().toMillis() / 1000.0;
            if (seconds * 1000 <= share * timeout.toMillis()) {
                return resolved(event, finished);
            }
            return List.of(new Outcome.Fire(texts.condition(
                    subject(finished),
                    seconds,
                    Map.of("timeout_seconds", String.valueOf(timeout.toSeconds())),
                    finished.at())));
        }
    }
}
