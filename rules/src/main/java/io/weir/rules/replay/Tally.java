package io.weir.rules.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts firings. */
final class Tally {
    private static final Duration AGAIN = Duration.ofMinutes(30);
    private static final int MOST_SUBJECTS = 500;

    private Tally() {}

    static Duration time(List<Firing> firings, ReplayRequest range) {
        return firings.stream()
                .map(firing -> firing.within(range.from(), range.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    static Duration longest(List<Firing> firings, ReplayRequest range) {
        return firings.stream()
                .map(firing -> firing.within(range.from(), range.to()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** How often the rule fired again on a subject within half an hour of its end. */
    static int flaps(List<Firing> oldestFirst, Instant to) {
        Map<String, Instant> ended = new HashMap<>();
        int flaps = 0;
        for (Firing firing : oldestFirst) {
            Instant before = ended.put(firing.fingerprint(), firing.until(to));
            if (before != null && Duration.between(before, firing.startsAt()).compareTo(AGAIN) < 0) {
                flaps++;
            }
        }
        return flaps;
    }

    static List<ReplayReport.SubjectReport> bySubject(
            List<Firing> firings, Comparison comparison, ReplayRequest range) {
        Map<String, List<Firing>> bySubject = new LinkedHashMap<>();
        firings.forEach(firing -> bySubject
                .computeIfAbsent(Subjects.name(firing.subject()), key -> new ArrayList<>())
                .add(firing));
        comparison
                .stored()
                .forEach(event -> bySubject.computeIfAbsent(Subjects.name(event.subject()), key -> new ArrayList<>()));
        Set<Firing> others = new HashSet<>(comparison.others());
        List<ReplayReport.SubjectReport> reports = new ArrayList<>();
        bySubject.forEach((name, own) -> {
            List<StoredEvent> stored = comparison.stored().stream()
                    .filter(event -> Subjects.name(event.subject()).equals(name))
                    .toList();
            reports.add(new ReplayReport.SubjectReport(
                    name,
                    own.size(),
                    time(own, range),
                    longest(own, range),
                    flaps(own, range.to()),
                    stored.size(),
                    (int) stored.stream().filter(StoredEvent::caught).count(),
                    (int) own.stream().filter(others::contains).count()));
        });
        reports.sort(Comparator.comparingInt(ReplayReport.SubjectReport::fired)
                .reversed()
                .thenComparing(ReplayReport.SubjectReport::name));
        return List.copyOf(reports.subList(0, Math.min(MOST_SUBJECTS, reports.size())));
    }
}
