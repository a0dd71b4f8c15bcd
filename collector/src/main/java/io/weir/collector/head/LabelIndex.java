package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
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

    private final Map<String, LabelValues> byName = new ConcurrentHashMap<>();
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
            LabelValues known = values(labels.nameAt(i));
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

    private LabelValues values(String name) {
        LabelValues known = byName.get(name);
        return known != null ? known : byName.computeIfAbsent(name, LabelValues::new);
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
        touched.forEach((name, values) -> values(name).remove(values, gone));
        version.incrementAndGet();
    }

    /** The series that satisfy all matchers, in the order of their labels. The list is not to be changed. */
    List<HeadSeries> select(List<LabelMatcher> matchers) {
        long now = version.get();
        List<HeadSeries> known = selections.get(matchers, now);
        if (known == null) {
            known = new Narrowing(matchers, byName).search(byLabels.values());
            known.sort(Comparator.comparing(HeadSeries::labels));
            selections.put(matchers, now, known);
        }
        return known;
    }
}
