package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The values of one label name, and the series of each. Written under the head's lock, read by anyone at any time. */
final class LabelValues {
    /** Above so many values, what satisfies a matcher is not remembered: ids would fill the memory. */
    private static final int MOST_VALUES = 4096;

    /** How many values all remembered matchers may name: some megabytes. */
    private static final int MOST_REMEMBERED = 1 << 16;

    /** The values that satisfy a matcher, as of a version of the values. */
    private record Matched(long version, Map<String, Postings> byValue) {}

    final String name;
    private final Map<String, Postings> byValue = new ConcurrentHashMap<>();
    private final Map<LabelMatcher, Matched> matched = new ConcurrentHashMap<>();
    private final AtomicInteger remembered = new AtomicInteger();

    /** How often a value came or went, raised after it happened; series of a known value do not count. */
    private final AtomicLong version = new AtomicLong();

    LabelValues(String name) {
        this.name = name;
    }

    /** The series of a value, an empty list that is kept when the value is new. */
    Postings postings(String value) {
        Postings known = byValue.get(value);
        if (known == null) {
            known = byValue.computeIfAbsent(value, Postings::new);
            version.incrementAndGet();
        }
        return known;
    }

    /** The series of what satisfies a matcher, by value. */
    Collection<Postings> satisfying(LabelMatcher matcher) {
        if (matcher.kind() == LabelMatcher.Kind.EQUAL) {
            Postings postings = byValue.get(matcher.value());
            return postings == null ? List.of() : List.of(postings);
        }
        return matching(matcher).values();
    }

    void remove(Set<String> values, Set<HeadSeries> gone) {
        for (String value : values) {
            byValue.computeIfPresent(value, (v, old) -> {
                Postings rest = old.without(gone);
                return rest.size() == 0 ? null : rest;
            });
        }
        version.incrementAndGet();
    }

    /** True when there are so few values that what satisfies a matcher is remembered. */
    boolean isRemembering() {
        return byValue.size() <= MOST_VALUES;
    }

    /** What satisfies a matcher, by value. A regular expression is asked once for each value, not at every search. */
    Map<String, Postings> matching(LabelMatcher matcher) {
        long now = version.get();
        Matched known = matched.get(matcher);
        if (known != null && known.version == now) {
            return known.byValue;
        }
        Map<String, Postings> found = search(matcher);
        if (isRemembering()) {
            if (remembered.addAndGet(found.size() + 1) > MOST_REMEMBERED) {
                matched.clear();
                remembered.set(found.size() + 1);
            }
            matched.put(matcher, new Matched(now, found));
        }
        return found;
    }

    private Map<String, Postings> search(LabelMatcher matcher) {
        Map<String, Postings> found = new HashMap<>();
        for (Map.Entry<String, Postings> entry : byValue.entrySet()) {
            if (matcher.matches(entry.getKey())) {
                found.put(entry.getKey(), entry.getValue());
            }
        }
        return found;
    }
}
