package io.weir.rules.route;

import io.weir.collector.metric.LabelMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conditions on labels that must all hold; none at all holds for everything. Sorted as Alertmanager sorts them, so that equal sets have one text.
 */
public record Matchers(List<LabelMatcher> all) {
    private static final Comparator<LabelMatcher> ORDER = Comparator.comparing(LabelMatcher::name)
            .thenComparing(LabelMatcher::value)
            .thenComparing(LabelMatcher::kind);

    /** Holds for everything. */
    public static final Matchers NONE = new Matchers(List.of());

    public Matchers {
        all = all.stream().sorted(ORDER).toList();
    }

    /** The matchers given. */
    public static Matchers of(LabelMatcher... matchers) {
        return new Matchers(List.of(matchers));
    }

    /**
     * Reads matchers as Alertmanager 0.25 does, such as <code>{a="b", c=~"d|e"}</code>, <code>a=b</code> or an empty text.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Matchers parse(String text) {
        return new Matchers(MatcherText.parse(text));
    }

    /** Reads several texts, as a list of {@code matchers} in a file. */
    public static Matchers parse(List<String> texts) {
        return new Matchers(
                texts.stream().flatMap(text -> MatcherText.parse(text).stream()).toList());
    }

    /** Whether all hold; a label that is not there is empty, so some match what has no labels at all. */
    public boolean matches(Map<String, String> labels) {
        for (LabelMatcher matcher : all) {
            if (!matcher.matches(labels.getOrDefault(matcher.name(), ""))) {
                return false;
            }
        }
        return true;
    }

    /** Those that do not hold. */
    public List<LabelMatcher> failing(Map<String, String> labels) {
        return all.stream()
                .filter(matcher -> !matcher.matches(labels.getOrDefault(matcher.name(), "")))
                .toList();
    }

    /** These and others. */
    public Matchers and(Matchers more) {
        return new Matchers(Stream.concat(all.stream(), more.all.stream()).toList());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** One text each, which {@link #parse(List)} reads. */
    public List<String> texts() {
        return all.stream().map(MatcherText::of).toList();
    }

    /** Such as <code>{a="b",c=~"d|e"}</code>, as Alertmanager writes them. */
    @Override
    public String toString() {
        return all.stream().map(MatcherText::of).collect(Collectors.joining(",", "{", "}"));
    }
}
