package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.LabelMatcher.Kind;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How one search goes: the matcher that leaves the fewest series says which are read, the others are asked of each. A matcher for an exact
 * value costs one look, so those come first; a regular expression is asked of all values of its label, unless the label remembers.
 */
final class Narrowing {
    private final Map<String, LabelValues> byName;
    private @Nullable Collection<Postings> narrowest;
    private @Nullable LabelMatcher narrowing;
    private int fewest = Integer.MAX_VALUE;
    private final List<Predicate<Labels>> conditions = new ArrayList<>();

    /** The way of a search for what satisfies all matchers. */
    Narrowing(List<LabelMatcher> matchers, Map<String, LabelValues> byName) {
        this.byName = byName;
        matchers.stream()
                // A matcher that an absent label satisfies says nothing about which postings to read.
                .filter(matcher -> !matcher.matches(""))
                .sorted(Comparator.comparing(matcher -> matcher.kind() != Kind.EQUAL))
                .forEach(this::consider);
        for (LabelMatcher matcher : matchers) {
            if (matcher != narrowing) {
                conditions.add(condition(matcher));
            }
        }
    }

    private void consider(LabelMatcher matcher) {
        LabelValues values = byName.get(matcher.name());
        boolean costly = values != null && matcher.kind() != Kind.EQUAL && !values.isRemembering();
        if (costly && narrowest != null) {
            return;
        }
        Collection<Postings> satisfying = values == null ? List.of() : values.satisfying(matcher);
        int size = satisfying.stream().mapToInt(Postings::size).sum();
        if (size < fewest) {
            fewest = size;
            narrowest = satisfying;
            narrowing = matcher;
        }
    }

    /** The series that satisfy everything, of these or of fewer, in no order. */
    List<HeadSeries> search(Collection<HeadSeries> all) {
        List<HeadSeries> found = new ArrayList<>();
        if (narrowest == null) {
            select(all, found);
        } else {
            narrowest.forEach(postings -> select(postings.list(), found));
        }
        return found;
    }

    private void select(Collection<HeadSeries> candidates, List<HeadSeries> found) {
        for (HeadSeries series : candidates) {
            if (holds(series.labels())) {
                found.add(series);
            }
        }
    }

    private boolean holds(Labels labels) {
        for (Predicate<Labels> condition : conditions) {
            if (!condition.test(labels)) {
                return false;
            }
        }
        return true;
    }

    private Predicate<Labels> condition(LabelMatcher matcher) {
        String name = matcher.name();
        LabelValues values = byName.get(name);
        if (matcher.kind() == Kind.EQUAL || matcher.kind() == Kind.NOT_EQUAL) {
            return labels -> matcher.matches(labels.get(name));
        }
        boolean absent = matcher.matches("");
        if (values != null && values.isRemembering()) {
            Map<String, Postings> satisfying = values.matching(matcher);
            return labels -> {
                String value = labels.get(name);
                return value.isEmpty() ? absent : satisfying.containsKey(value);
            };
        }
        // There are fewer values than series, so each is asked about once.
        Map<String, Boolean> known = new HashMap<>();
        return labels -> known.computeIfAbsent(labels.get(name), matcher::matches);
    }
}
