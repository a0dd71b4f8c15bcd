package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was selected of late, in the order of labels. Rules and charts ask the same again and again, and series come and go far less often
 * than they do; a selection is good until one does. The least recently used go first. Thread-safe.
 */
final class Selections {
    /** Each rule on single processes selects anew for each of them: a hundred rules, a hundred processes. */
    private static final int MOST = 1 << 14;

    /** How many series all selections may name: some megabytes. */
    private static final int MOST_SERIES = 1 << 19;

    private record Selection(long version, List<HeadSeries> series) {}

    private final Map<List<LabelMatcher>, Selection> byMatchers = new LinkedHashMap<>(64, 0.75f, true);
    private int held;

    /** What matchers selected at this version of the index, or null. */
    synchronized @Nullable List<HeadSeries> get(List<LabelMatcher> matchers, long version) {
        Selection known = byMatchers.get(matchers);
        return known == null || known.version != version ? null : known.series;
    }

    /**
     * Remembers what was selected.
     *
     * @param version of the index before it was read
     */
    synchronized void put(List<LabelMatcher> matchers, long version, List<HeadSeries> series) {
        forget(byMatchers.remove(matchers));
        if (series.size() > MOST_SERIES / 4) {
            return;
        }
        byMatchers.put(List.copyOf(matchers), new Selection(version, series));
        held += series.size();
        Iterator<Selection> oldest = byMatchers.values().iterator();
        while (held > MOST_SERIES || byMatchers.size() > MOST) {
            forget(oldest.next());
            oldest.remove();
        }
    }

    private void forget(@Nullable Selection gone) {
        held -= gone == null ? 0 : gone.series.size();
    }
}
