package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.route.Route;
import io.weir.rules.route.RouteTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All groups, by what is in them and by when they are due. The dispatcher's lock guards it. */
final class Groups {
    private static final Comparator<Group> BY_DUE =
            Comparator.comparing((Group group) -> group.due).thenComparingLong(group -> group.number);

    private RouteTree routes;
    private final Audience audience;
    private final Map<Group.Id, Group> byId = new HashMap<>();
    private final ReceiverFailures failures;
    private final Map<String, List<Group>> byEvent = new HashMap<>();
    private final TreeSet<Group> queue = new TreeSet<>(BY_DUE);
    private long number;

    Groups(RouteTree routes, Audience audience, ReceiverFailures failures) {
        this.routes = routes;
        this.audience = audience;
        this.failures = failures;
    }

    /** Goes by other routes from now on; every event is put where they lead. */
    void use(RouteTree newRoutes, Instant now) {
        Collection<Event> events = events();
        routes = newRoutes;
        clear();
        events.forEach(event -> put(event, now, decision -> {}));
    }

    /** Every event that is in a group. */
    Collection<Event> events() {
        Map<String, Event> events = new LinkedHashMap<>();
        byId.values().forEach(group -> events.putAll(group.events));
        return events.values();
    }

    void clear() {
        byId.clear();
        byEvent.clear();
        queue.clear();
    }

    boolean knows(String eventId) {
        return byEvent.containsKey(eventId);
    }

    /** An event as it was last told of; null when it is done with. */
    @Nullable
    Event current(String eventId) {
        List<Group> of = byEvent.get(eventId);
        return of == null ? null : of.get(0).events.get(eventId);
    }

    List<Group> of(String eventId) {
        return byEvent.getOrDefault(eventId, List.of());
    }

    /** Puts an event where its routes lead, and takes it away from where they no longer do. */
    void put(Event event, Instant now, Consumer<Decision> decided) {
        List<Group> before = byEvent.get(event.id());
        List<Group> after = groups(event);
        for (Group group : after) {
            group.events.put(event.id(), event);
            Instant due = group.dueFor(event, now);
            if (due.isBefore(group.due)) {
                reschedule(group, due);
            }
        }
        if (before == null && after.stream().allMatch(group -> group.receivers.isEmpty())) {
            decided.accept(Decision.of(event.id(), "", NotifyReason.NO_RECEIVER, "", now));
        }
        if (before != null && !before.equals(after)) {
            before.stream().filter(group -> !after.contains(group)).forEach(group -> {
                group.events.remove(event.id());
                if (group.events.isEmpty()) {
                    remove(group);
                }
            });
        }
        byEvent.put(event.id(), after);
    }

    private List<Group> groups(Event event) {
        List<Route> taken = routes.match(event.labels());
        List<String> instead = audience.receivers(event);
        if (instead != null) {
            Route route = taken.isEmpty() ? routes.root() : taken.get(0);
            return List.of(group(route, instead, event));
        }
        if (taken.size() == 1) {
            return List.of(group(taken.get(0), List.of(taken.get(0).receiver()), event));
        }
        List<Group> groups = new ArrayList<>(taken.size());
        for (Route route : taken) {
            groups.add(group(route, List.of(route.receiver()), event));
        }
        return groups;
    }

    private Group group(Route route, List<String> routed, Event event) {
        List<String> receivers = failures.told(event, routed);
        SortedMap<String, String> labels = route.groupLabels(event.labels());
        Group.Id id = new Group.Id(route.id(), receivers, labels);
        Group group = byId.get(id);
        if (group == null) {
            group = new Group(id, route, receivers, labels, ++number);
            byId.put(id, group);
        }
        return group;
    }

    /** Tells an event that goes on once more, wherever it is. */
    void repeat(Event event, Instant now) {
        for (Group group : of(event.id())) {
            group.repeat(event);
            reschedule(group, now);
        }
    }

    /** Groups that would tell of an event at once and have not yet. */
    List<Group> untoldWithoutWait(String eventId) {
        return of(eventId).stream()
                .filter(group ->
                        group.flushedAt == null && group.route.groupWait().isZero())
                .toList();
    }

    /** The next group that is due, which is out of the queue then; null when none is. */
    @Nullable
    Group due(Instant now) {
        if (queue.isEmpty() || queue.first().due.isAfter(now)) {
            return null;
        }
        return queue.pollFirst();
    }

    Instant nextDue() {
        return queue.isEmpty() ? Instant.MAX : queue.first().due;
    }

    /** A group was looked at; what it no longer has is forgotten. */
    void schedule(Group group, Instant due) {
        if (group.events.isEmpty()) {
            remove(group);
        } else {
            reschedule(group, due);
        }
    }

    private void reschedule(Group group, Instant due) {
        queue.remove(group);
        group.due = due;
        queue.add(group);
    }

    private void remove(Group group) {
        queue.remove(group);
        byId.remove(group.id);
    }

    /** An event is in a group no longer; true when it is in none. */
    boolean taken(String eventId, Group group) {
        List<Group> of = byEvent.get(eventId);
        if (of == null || of.size() == 1 && of.get(0) == group) {
            byEvent.remove(eventId);
            return true;
        }
        List<Group> rest = new ArrayList<>(of);
        rest.remove(group);
        byEvent.put(eventId, rest);
        return rest.isEmpty();
    }

    /** Looks at a group again now. */
    void lookAt(Group group, Instant now) {
        if (byId.get(group.id) == group) {
            reschedule(group, now);
        }
    }

    /** Looks at everything again soon. */
    void lookSoonAtHeld(Instant now) {
        for (Group group : List.copyOf(byId.values())) {
            if (group.flushedAt != null) {
                Instant due = group.flushedAt.plus(group.route.groupInterval());
                Instant soon = due.isBefore(now) ? now : due;
                if (soon.isBefore(group.due)) {
                    reschedule(group, soon);
                }
            }
        }
    }
}
