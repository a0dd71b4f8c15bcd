package io.weir.rules.replay;

import io.weir.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a replay caught of the events that are stored.
 *
 * @param stored every stored event that fired within the range
 * @param others firings that are about none of them
 */
record Comparison(List<StoredEvent> stored, List<Firing> others) {
    /** A firing that ended this long before a stored event began may still be about it. */
    static final Duration BEFORE = Duration.ofMinutes(5);

    /** A firing that began this long after a stored event ended may still be about it: what is short is seen late. */
    static final Duration AFTER = Duration.ofMinutes(1);

    /**
     * A firing that began longer than this before every stored event that it overlaps says nothing about them: else a rule that
     * always fires would catch everything.
     */
    static final Duration EARLIEST = Duration.ofMinutes(30);

    static Comparison of(List<Firing> firings, List<Event> events, Set<String> marked, Instant to) {
        List<StoredEvent> stored = new ArrayList<>();
        Set<Firing> known = new HashSet<>();
        Set<String> sharing = sharingFingerprints(firings, events);
        List<Firing> telling = firings.stream()
                .filter(firing -> events.stream()
                        .anyMatch(event -> Subjects.same(firing, event, sharing.contains(event.rule()))
                                && meet(firing, event, to)
                                && !firing.startsAt().isBefore(event.startsAt().minus(EARLIEST))))
                .toList();
        for (Event event : events) {
            Instant firedAt = event.firedAt();
            if (firedAt == null) {
                continue;
            }
            Instant earliest = null;
            for (Firing firing : telling) {
                if (Subjects.same(firing, event, sharing.contains(event.rule())) && meet(firing, event, to)) {
                    known.add(firing);
                    earliest = earliest == null || firing.firedAt().isBefore(earliest) ? firing.firedAt() : earliest;
                }
            }
            stored.add(new StoredEvent(
                    event.id(),
                    event.rule(),
                    event.subject(),
                    event.summary(),
                    event.startsAt(),
                    firedAt,
                    event.resolvedAt(),
                    event.handling().acknowledgement() != null,
                    marked.contains(event.id()),
                    earliest != null,
                    earliest == null ? null : Duration.between(earliest, firedAt)));
        }
        List<Firing> others =
                firings.stream().filter(firing -> !known.contains(firing)).toList();
        return new Comparison(stored, others);
    }

    /** The rules that fire on the same fingerprints; a file's rule whose labels were changed has none in common with its events. */
    private static Set<String> sharingFingerprints(List<Firing> firings, List<Event> events) {
        Set<String> fired = new HashSet<>();
        firings.forEach(firing -> fired.add(firing.fingerprint()));
        return events.stream()
                .filter(event -> fired.contains(event.fingerprint()))
                .map(Event::rule)
                .collect(Collectors.toSet());
    }

    private static boolean meet(Firing firing, Event event, Instant to) {
        Instant begin = event.startsAt().minus(BEFORE);
        Instant resolved = event.resolvedAt();
        Instant end = (resolved == null ? to : resolved).plus(AFTER);
        return !firing.startsAt().isAfter(end) && !firing.until(to).isBefore(begin);
    }

    long caught() {
        return stored.stream().filter(StoredEvent::caught).count();
    }
}
