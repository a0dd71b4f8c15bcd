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
    public static final Labels EMPTY = new Labels(new String[0], new String[0]);

    /** Sorted, none twice; many label sets may share the array. */
    private final String[] names;

    /** In the order of their names; none is empty. */
    private final String[] values;

    private final int hash;

    private Labels(String[] names, String[] values) {
        this.names = names;
        this.values = values;
        int mixed = 1;
        for (int i = 0; i < names.length; i++) {
            mixed = 31 * (31 * mixed + names[i].hashCode()) + values[i].hashCode();
        }
        this.hash = mixed;
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
        sorted.values().removeIf(String::isEmpty);
        return sorted.isEmpty()
                ? EMPTY
                : new Labels(
                        sorted.keySet().toArray(String[]::new), sorted.values().toArray(String[]::new));
    }

    /**
     * Labels of names and values that are in order already, which saves the sorting when many are read back, and the names' memory when many
     * share their array.
     *
     * @param names belongs to the result, and is not written to any more
     * @param values as many; belongs to the result
     */
    public static Labels ofSorted(String[] names, String[] values) {
        boolean sorted = names.length == values.length;
        for (int i = 0; i < names.length && sorted; i++) {
            sorted = !values[i].isEmpty() && (i == 0 || names[i - 1].compareTo(names[i]) < 0);
        }
        if (sorted) {
            return new Labels(names, values);
        }
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return of(map);
    }

    /** The name of a label, by its place in the order of names. */
    public String nameAt(int index) {
        return names[index];
    }

    /** The value of a label, by the place of its name in the order of names. */
    public String valueAt(int index) {
        return values[index];
    }

    /** The value of a label, or the empty string when there is none. */
    public String get(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
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
        return names.length == 0;
    }

    /** How many labels there are, the metric name included. */
    public int size() {
        return names.length;
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
        int at = Arrays.binarySearch(names, NAME);
        return at < 0 ? this : new Labels(without(names, at), without(values, at));
    }

    private static String[] without(String[] all, int at) {
        String[] rest = new String[all.length - 1];
        System.arraycopy(all, 0, rest, 0, at);
        System.arraycopy(all, at + 1, rest, at, rest.length - at);
        return rest;
    }

    /** Only the given names of this set. */
    public Labels only(Collection<String> names) {
        Set<String> keep = Set.copyOf(names);
        return filter(keep::contains);
    }

    private Labels filter(Predicate<String> keep) {
        List<String> keptNames = new ArrayList<>(names.length);
        List<String> keptValues = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            if (keep.test(names[i])) {
                keptNames.add(names[i]);
                keptValues.add(values[i]);
            }
        }
        return keptNames.size() == names.length
                ? this
                : new Labels(keptNames.toArray(String[]::new), keptValues.toArray(String[]::new));
    }

    /** A new, mutable, name-sorted copy as a map. */
    public Map<String, String> asMap() {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return map;
    }

    @Override
    public int compareTo(Labels other) {
        for (int i = 0; i < names.length && i < other.names.length; i++) {
            int byName = compare(names[i], other.names[i]);
            int order = byName != 0 ? byName : compare(values[i], other.values[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(names.length, other.names.length);
    }

    /** The head's series share their strings, so most are the same object. */
    @SuppressWarnings("ReferenceEquality")
    private static int compare(String one, String other) {
        return one == other ? 0 : one.compareTo(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels
                && hash == labels.hash
                && Arrays.equals(values, labels.values)
                && (names == labels.names || Arrays.equals(names, labels.names));
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
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(NAME)) {
                continue;
            }
            String value = values[i].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            text.append(separator).append(names[i]).append("=\"").append(value).append('"');
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
