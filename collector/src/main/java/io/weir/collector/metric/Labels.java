package io.weir.collector.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The immutable, name-sorted label set that identifies a series, the metric name included as {@value #NAME}. A label with
 * an empty value is the same as no label, as in Prometheus. Thread-safe.
 */
public final class Labels implements Comparable<Labels> {
    /** The label that holds the metric name. */
    public static final String NAME = "__name__";

    /** The label set without labels. */
    public static final Labels EMPTY = new Labels(new String[0]);

    /** Name, value, name, value, ... sorted by name; no empty values, no name twice. */
    private final String[] pairs;

    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** Labels of alternating names and values, in any order; a later duplicate of a name wins. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "names and values must alternate, got " + namesAndValues.length + " words");
        }
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(map);
    }

    /** Labels of a map. */
    public static Labels of(Map<String, String> map) {
        TreeMap<String, String> sorted = new TreeMap<>(map);
        List<String> pairs = new ArrayList<>(sorted.size() * 2);
        sorted.forEach((name, value) -> {
            if (!value.isEmpty()) {
                pairs.add(name);
                pairs.add(value);
            }
        });
        return pairs.isEmpty() ? EMPTY : new Labels(pairs.toArray(String[]::new));
    }

    /**
     * Labels of alternating names and values that are in order already, which saves the sorting when many are read back.
     *
     * @param pairs belongs to the result
     */
    public static Labels ofSorted(String[] pairs) {
        boolean sorted = pairs.length % 2 == 0;
        for (int i = 0; i < pairs.length && sorted; i += 2) {
            sorted = !pairs[i + 1].isEmpty() && (i == 0 || pairs[i - 2].compareTo(pairs[i]) < 0);
        }
        return sorted ? new Labels(pairs) : of(pairs);
    }

    /** The name of a label, by its place in the order of names. */
    public String nameAt(int index) {
        return pairs[index * 2];
    }

    /** The value of a label, by the place of its name in the order of names. */
    public String valueAt(int index) {
        return pairs[index * 2 + 1];
    }

    /** The value of a label, or the empty string when there is none. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    /** The metric name, or the empty string. */
    public String name() {
        return get(NAME);
    }

    /** True when there is no label. */
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** How many labels there are, the metric name included. */
    public int size() {
        return pairs.length / 2;
    }

    /** This set with one label set, replaced, or (for an empty value) removed. */
    public Labels with(String name, String value) {
        Map<String, String> map = asMap();
        map.put(name, value);
        return of(map);
    }

    /** This set with all of {@code other} laid over it. */
    public Labels with(Labels other) {
        if (other.isEmpty()) {
            return this;
        }
        Map<String, String> map = asMap();
        map.putAll(other.asMap());
        return of(map);
    }

    /** This set without the given names. */
    public Labels without(Collection<String> names) {
        Set<String> drop = Set.copyOf(names);
        return filter(name -> !drop.contains(name));
    }

    /** This set without its metric name. */
    public Labels withoutName() {
        return filter(name -> !name.equals(NAME));
    }

    /** Only the given names of this set. */
    public Labels only(Collection<String> names) {
        Set<String> keep = Set.copyOf(names);
        return filter(keep::contains);
    }

    private Labels filter(Predicate<String> keep) {
        List<String> kept = new ArrayList<>(pairs.length);
        for (int i = 0; i < pairs.length; i += 2) {
            if (keep.test(pairs[i])) {
                kept.add(pairs[i]);
                kept.add(pairs[i + 1]);
            }
        }
        return kept.size() == pairs.length ? this : new Labels(kept.toArray(String[]::new));
    }

    /** A new, mutable, name-sorted copy as a map. */
    public Map<String, String> asMap() {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && hash == labels.hash && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Prometheus' notation: {@code name{a="b"}}, with backslash, quote and newline escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name());
        String separator = "{";
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(NAME)) {
                continue;
            }
            String value =
                    pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            text.append(separator).append(pairs[i]).append("=\"").append(value).append('"');
            separator = ",";
        }
        if (separator.equals(",")) {
            text.append('}');
        } else if (text.isEmpty()) {
            text.append("{}");
        }
        return text.toString();
    }
}
