package io.weir.rules.detector;

import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process that Weir hosts ended abnormally several times within a window; over when it has not for as long. */
final class CrashLoop implements Rule.OnSignals {
    private static final int TERMINATED = 143;

    private final EventTexts texts;
    private final int count;
    private final Duration window;
    private final Map<Subject, Deque<Instant>> exits = new HashMap<>();

    CrashLoop(EventTexts texts) {
        this.texts = texts;
        this.count = texts.inForce().integer("count");
        this.window = texts.inForce().duration("window");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (!(signal instanceof ProcessExited exited)
                || exited.requested()
                || exited.exitCode() == TERMINATED
                || exited.at().plus(window).isBefore(moment.at())) {
            return List.of();
        }
        Subject subject = new Subject(exited.cluster(), null, null, exited.process(), null, null);
        Deque<Instant> recent = exits.computeIfAbsent(subject, key -> new ArrayDeque<>());
        recent.addLast(exited.at());
        forgetOld(recent, moment.at());
        if (recent.size() < count) {
            return List.of();
        }
        String code = String.valueOf(exited.exitCode());
        return List.of(new Outcome.Fire(texts.condition(
                subject,
                recent.size(),
                new Text("the last with code " + code, "最近一次退出码 " + code),
                Map.of("exit_code", code, "last_lines", String.join("\n", exited.lastLines())),
                recent.getFirst())));
    }

    private void forgetOld(Deque<Instant> recent, Instant now) {
        while (!recent.isEmpty() && recent.getFirst().plus(window).isBefore(now)) {
            recent.removeFirst();
        }
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        exits.values().forEach(recent -> forgetOld(recent, moment.at()));
        exits.values().removeIf(Deque::isEmpty);
        List<Outcome> outcomes = new ArrayList<>();
        moment.active().stream()
                .filter(event -> !exits.containsKey(event.subject()))
                // After a restart of Weir the exits are not known any more, but when the event began is.
                .filter(event -> event.startsAt().plus(window).isBefore(moment.at()))
                .forEach(event ->
                        outcomes.add(new Outcome.Resolve(event, moment.at(), "no abnormal exit within the window")));
        return outcomes;
    }
}
