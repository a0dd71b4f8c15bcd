package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From label to series. Written under the head's lock, read by anyone at any time. */
final class LabelIndex {
    /** Whoever makes up label names must not fill the memory with them. */
    private static final int MOST_NAME_SETS = 4096;

    /** The series of one label value; appended in place, replaced when it grows or shrinks. */
    private static final class Postings {
        final String value;
        private volatile HeadSeries[] series = new HeadSeries[2];
        private volatile int size;

        Postings(String value) {
            this.value = value;
        }

        void add(HeadSeries one) {
            int at = size;
            if (at == series.length) {
                series = Arrays.copyOf(series, at * 2);
            }
            series[at] = one;
            size = at + 1;
        }

        List<HeadSeries> list() {
            int count = size;
            return Arrays.asList(series).subList(0, count);
        }

        Postings without(Set<HeadSeries> gone) {
            Postings rest = new Postings(value);
            list().stream().filter(one -> !gone.contains(one)).forEach(rest::add);
            return rest;
        }
    }

    /** The values of one label name. */
    private static final class Values {
        final String name;
        final Map<String, Postings> byValue = new ConcurrentHashMap<>();

        Values(String name) {
            this.name = name;
        }

        Postings postings(String value) {
            Postings known = byValue.get(value);
            return known != null ? known : byValue.computeIfAbsent(value, Postings::new);
        }
    }

    private final Map<String, Values> byName = new ConcurrentHashMap<>();
    /** The names of a label set, so that all with the same names share them: there are a dozen combinations in Flink's pages. */
    private final Map<List<String>, String[]> nameSets = new ConcurrentHashMap<>();

    private final Map<Labels, HeadSeries> byLabels = new ConcurrentHashMap<>();
    private final Selections selections = new Selections();

    /** How often series came or went; raised after it happened. */
    private final AtomicLong version = new AtomicLong();

    private final Consumer<HeadSeries> added;

    /** An empty index that tells each series it takes in. */
    LabelIndex(Consumer<HeadSeries> added) {
        this.added = added;
    }

    /** The series of a label set, or null. */
    @Nullable
    HeadSeries get(Labels labels) {
        return byLabels.get(labels);
    }

    int size() {
        return byLabels.size();
    }

    Iterable<HeadSeries> all() {
        return byLabels.values();
    }

    /** The same labels made of the strings that are already held here: most label values occur in thousands of series. */
    Labels canonical(Labels labels) {
        String[] names = new String[labels.size()];
        String[] values = new String[labels.size()];
        for (int i = 0; i < names.length; i++) {
            Values known = values(labels.nameAt(i));
            names[i] = known.name;
            values[i] = known.postings(labels.valueAt(i)).value;
        }
        return Labels.ofSorted(sharedNames(names), values);
    }

    private String[] sharedNames(String[] names) {
        if (nameSets.size() >= MOST_NAME_SETS) {
            nameSets.clear();
        }
        String[] known = nameSets.putIfAbsent(List.of(names), names);
        return known == null ? names : known;
    }

    private Values values(String name) {
        Values known = byName.get(name);
        return known != null ? known : byName.computeIfAbsent(name, Values::new);
    }

    /** Adds a series whose labels are canonical. */
    void add(HeadSeries series) {
        Labels labels = series.labels();
        for (int i = 0; i < labels.size(); i++) {
            values(labels.nameAt(i)).postings(labels.valueAt(i)).add(series);
        }
        byLabels.put(labels, series);
        version.incrementAndGet();
        added.accept(series);
    }

    /** Forgets series. */
    void remove(Set<HeadSeries> gone) {
        Map<String, Set<String>> touched = new HashMap<>();
        for (HeadSeries series : gone) {
            Labels labels = series.labels();
            byLabels.remove(labels, series);
            for (int i = 0; i < labels.size(); i++) {
                touched.computeIfAbsent(labels.nameAt(i), n -> new HashSet<>()).add(labels.valueAt(i));
            }
        }
        touched.forEach((name, values) -> {
            Map<String, Postings> postings = values(name).byValue;
            for (String value : values) {
                postings.computeIfPresent(value, (v, old) -> {
                    Postings rest = old.without(gone);
                    return rest.size == 0 ? null : rest;
                });
            }
        });
        version.incrementAndGet();
    }

    /** The series that satisfy all matchers, in the order of their labels. The list is not to be changed. */
    List<HeadSeries> select(List<LabelMatcher> matchers) {
        long now = version.get();
        List<HeadSeries> known = selections.get(matchers, now);
        if (known == null) {
            known = search(matchers);
            known.sort(Comparator.comparing(HeadSeries::labels));
            selections.put(matchers, now, known);
        }
        return known;
    }

    private List<HeadSeries> search(List<LabelMatcher> matchers) {
        List<HeadSeries> narrowest = null;
        LabelMatcher narrowing = null;
        for (LabelMatcher matcher : matchers) {
            // A matcher that an absent label satisfies says nothing about which postings to read.
            if (!matcher.matches("")) {
                List<HeadSeries> candidates =
                        candidates(matcher, narrowest == null ? Integer.MAX_VALUE : narrowest.size());
                if (candidates != null) {
                    narrowest = candidates;
                    narrowing = matcher;
                }
            }
        }
        List<Condition> conditions = new ArrayList<>();
        for (LabelMatcher matcher : matchers) {
            if (matcher != narrowing) {
                conditions.add(new Condition(matcher));
            }
        }
        List<HeadSeries> selected = new ArrayList<>();
        for (HeadSeries series : narrowest == null ? byLabels.values() : narrowest) {
            if (hold(conditions, series.labels())) {
                selected.add(series);
            }
        }
        return selected;
    }

    private static boolean hold(List<Condition> conditions, Labels labels) {
        for (Condition condition : conditions) {
            if (!condition.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    /** The series with a value that satisfies the matcher, or null when they are not fewer than {@code limit}. */
    private @Nullable List<HeadSeries> candidates(LabelMatcher matcher, int limit) {
        Values known = byName.get(matcher.name());
        Map<String, Postings> values = known == null ? Map.of() : known.byValue;
        if (matcher.kind() == LabelMatcher.Kind.EQUAL) {
            Postings postings = values.get(matcher.value());
            List<HeadSeries> list = postings == null ? List.of() : postings.list();
            return list.size() < limit ? list : null;
        }
        List<HeadSeries> union = new ArrayList<>();
        for (Postings postings : values.values()) {
            if (matcher.matches(postings.value)) {
                union.addAll(postings.list());
                if (union.size() >= limit) {
                    return null;
                }
            }
        }
        return union;
    }

    /** A matcher that asks about each distinct value once: there are far fewer values than series. */
    private static final class Condition {
        private final LabelMatcher matcher;
        private final Map<String, Boolean> known = new HashMap<>();

        Condition(LabelMatcher matcher) {
            this.matcher = matcher;
        }

        boolean holds(Labels labels) {
            String value = labels.get(matcher.name());
            return switch (matcher.kind()) {
                case EQUAL, NOT_EQUAL -> matcher.matches(value);
                case REGEX, NOT_REGEX -> known.computeIfAbsent(value, matcher::matches);
            };
        }
    }
}
