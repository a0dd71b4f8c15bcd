package io.weir.rules.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decisions in memory, for tests. */
final class MemoryDecisionStore implements DecisionStore {
    private record Key(String eventId, String destination, NotifyReason reason, String detail) {}

    private final Map<Key, Decision> all = new LinkedHashMap<>();
    private long forgotten;

    @Override
    public synchronized void write(List<Decision> made) {
        for (Decision decision : made) {
            all.merge(
                    new Key(decision.eventId(), decision.destination(), decision.reason(), decision.detail()),
                    truncated(decision, decision.firstAt(), decision.times()),
                    (before, again) -> truncated(again, before.firstAt(), before.times() + 1));
            forget(decision);
        }
    }

    private void forget(Decision like) {
        List<Decision> alike = all.values().stream()
                .filter(decision -> decision.eventId().equals(like.eventId())
                        && decision.destination().equals(like.destination())
                        && decision.reason() == like.reason()
                        && !like.detail().isEmpty())
                .sorted(Comparator.comparing(Decision::lastAt).reversed().thenComparing(Decision::detail))
                .skip(MOST_DETAILS)
                .toList();
        all.values().removeAll(alike);
        forgotten += alike.size();
    }

    @Override
    public synchronized long forgotten() {
        return forgotten;
    }

    private static Decision truncated(Decision decision, Instant firstAt, int times) {
        return new Decision(
                decision.eventId(),
                decision.destination(),
                decision.reason(),
                decision.detail(),
                firstAt.truncatedTo(ChronoUnit.MILLIS),
                decision.lastAt().truncatedTo(ChronoUnit.MILLIS),
                times,
                decision.notification());
    }

    @Override
    public synchronized List<Decision> of(String eventId) {
        return all.values().stream()
                .filter(decision -> decision.eventId().equals(eventId))
                .sorted(Comparator.comparing(Decision::lastAt).thenComparing(Decision::firstAt))
                .toList();
    }

    @Override
    public synchronized List<Decision> recent(Instant since) {
        return new ArrayList<>(all.values());
    }

    @Override
    public int deleteOrphans(int limit) {
        return 0;
    }
}
