package io.weir.rules.route;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By which labels events are put into one message.
 *
 * @param all by every label, so that each event is a group of its own: {@code ...} in a file
 * @param labels by these; with none, and without {@code all}, a route has one group
 */
public record GroupBy(boolean all, SortedSet<String> labels) {
    /** One group for everything. */
    public static final GroupBy NOTHING = new GroupBy(false, Collections.emptySortedSet());

    /** Each event for itself. */
    public static final GroupBy EVERYTHING = new GroupBy(true, Collections.emptySortedSet());

    public GroupBy {
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }

    /** By the labels given. */
    public static GroupBy of(String... labels) {
        SortedSet<String> set = new TreeSet<>();
        Collections.addAll(set, labels);
        return new GroupBy(false, set);
    }

    /** The labels that name the group of an event; a label that the event has not is left out. */
    public SortedMap<String, String> groupLabels(Map<String, String> eventLabels) {
        SortedMap<String, String> group = new TreeMap<>();
        if (all) {
            group.putAll(eventLabels);
            return group;
        }
        for (String name : labels) {
            String value = eventLabels.get(name);
            if (value != null) {
                group.put(name, value);
            }
        }
        return group;
    }
}
