package io.weir.rules.detector;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The kernel killed a process for its memory, by evidence: a line of the log, or Kubernetes' word. A mere 137 proves nothing. */
final class KilledOverMemory implements Rule.OnSignals {
    private static final int KILLED = 137;

    private final EventTexts texts;
    private final Duration shownFor;

    KilledOverMemory(EventTexts texts) {
        this.texts = texts;
        this.shownFor = texts.inForce().duration("shownFor");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof ProcessStarted started) {
            return Shown.resolve(
                    moment,
                    event -> is(event, started.cluster(), started.process()),
                    started.process() + " is up again");
        }
        if (signal instanceof PodStarted started) {
            return Shown.resolve(
                    moment,
                    event -> event.subject().cluster().equals(started.cluster())
                            && event.startsAt().isBefore(started.at()),
                    "pod " + started.pod().name() + " runs");
        }
        if (signal instanceof PodExited exited) {
            return exited.flink() && exited.reason().equals(PodExited.OOM_KILLED)
                    ? List.of(fire(ProcessExit.asProcess(exited), exited.reason()))
                    : List.of();
        }
        if (!(signal instanceof ProcessExited exited) || exited.requested() || exited.exitCode() != KILLED) {
            return List.of();
        }
        ExitVerdict verdict = ExitCodes.verdict(exited.exitCode(), exited.lastLines());
        if (!verdict.isAssessed() || verdict.evidence().isEmpty()) {
            return List.of();
        }
        return List.of(fire(exited, verdict.evidence()));
    }

    private Outcome fire(ProcessExited exited, String evidence) {
        return new Outcome.Fire(texts.condition(
                new Subject(exited.cluster(), null, null, exited.process(), null, null),
                exited.exitCode(),
                Map.of("evidence", evidence),
                exited.at()));
    }

    private static boolean is(Event event, String cluster, String process) {
        return event.subject().cluster().equals(cluster)
                && process.equals(event.subject().process());
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        return Shown.over(moment, shownFor);
    }
}
