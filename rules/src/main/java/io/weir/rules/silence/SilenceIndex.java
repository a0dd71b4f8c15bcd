package io.weir.rules.silence;

import io.weir.collector.metric.LabelMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the silences of an event without trying all of them: most ask for an exact value of some label, and are kept under the rarest such value.
 * Immutable.
 */
final class SilenceIndex {
    static final SilenceIndex EMPTY = new SilenceIndex(List.of());

    private static final Comparator<Silence> ORDER =
            Comparator.comparing(Silence::startsAt).thenComparing(Silence::id);

    private record Label(String name, String value) {}

    private final Map<Label, List<Silence>> byLabel = new HashMap<>();
    private final List<Silence> others = new ArrayList<>();

    /** An index of silences; those that are expired for good may be left out of {@code silences}. */
    SilenceIndex(Collection<Silence> silences) {
        Map<Label, Integer> counts = new HashMap<>();
        for (Silence silence : silences) {
            exact(silence).forEach(label -> counts.merge(label, 1, Integer::sum));
        }
        for (Silence silence : silences) {
            Optional<Label> rarest = exact(silence).min(Comparator.comparing(label -> counts.getOrDefault(label, 0)));
            if (rarest.isPresent()) {
                byLabel.computeIfAbsent(rarest.get(), label -> new ArrayList<>())
                        .add(silence);
            } else {
                others.add(silence);
            }
        }
    }

    private static Stream<Label> exact(Silence silence) {
        return silence.matchers().all().stream()
                .filter(matcher -> matcher.kind() == LabelMatcher.Kind.EQUAL)
                .filter(matcher -> !matcher.value().isEmpty())
                .map(matcher -> new Label(matcher.name(), matcher.value()));
    }

    /** The active silences of an event, the first that began first. */
    List<Silence> silencing(Map<String, String> labels, Instant now) {
        List<Silence> found = new ArrayList<>();
        collect(others, labels, now, found);
        labels.forEach(
                (name, value) -> collect(byLabel.getOrDefault(new Label(name, value), List.of()), labels, now, found));
        found.sort(ORDER);
        return found;
    }

    private static void collect(
            List<Silence> candidates, Map<String, String> labels, Instant now, List<Silence> found) {
        for (Silence silence : candidates) {
            if (silence.state(now) == Silence.State.ACTIVE && silence.matchers().matches(labels)) {
                found.add(silence);
            }
        }
    }
}
