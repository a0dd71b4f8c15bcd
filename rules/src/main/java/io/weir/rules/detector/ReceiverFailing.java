package io.weir.rules.detector;

import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A channel of a receiver has taken nothing for a while. It is over when a send succeeds, not when nothing is sent: after a restart nothing is
 * known of a channel until something was sent.
 */
final class ReceiverFailing implements Rule.OnSamples {
    /** For how many seconds a channel has taken nothing; 0 when it took the last one, absent when nothing is known. */
    private static final String FAILING = "weir_channel_failing_seconds";

    private final EventTexts texts;
    private final Duration after;

    ReceiverFailing(EventTexts texts) {
        this.texts = texts;
        this.after = texts.inForce().duration("after");
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        Set<Subject> known = new HashSet<>();
        for (Latest latest : Latest.of(moment, FAILING)) {
            String receiver = latest.labels().get("receiver");
            String channel = latest.labels().get("channel");
            Subject subject = new Subject("weir", null, null, receiver + "/" + channel, null, null);
            known.add(subject);
            if (latest.value() > 0 && latest.value() >= after.toSeconds()) {
                Instant since = latest.at().minusSeconds((long) latest.value());
                holding.add(texts.condition(
                        subject, latest.value(), Map.of("receiver", receiver, "channel", channel), since));
            }
        }
        List<Subject> unknown = moment.active().stream()
                .map(Event::subject)
                .filter(subject -> !known.contains(subject))
                .toList();
        return new Assessment(holding, unknown, Map.of());
    }
}
