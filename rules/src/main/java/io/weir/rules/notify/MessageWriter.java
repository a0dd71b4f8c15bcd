package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes what is told: one message for each draft, and one for many that have one cause in a storm. The dispatcher's lock guards it. */
final class MessageWriter {
    /** The most events that one message shows; it says how many more there are, or others follow where the channel takes all. */
    static final int MOST_EVENTS = 1000;

    private static final Comparator<Event> ORDER = Comparator.comparing((Event event) -> event.resolvedAt() != null)
            .thenComparing(Event::severity, Comparator.reverseOrder())
            .thenComparing(Event::startsAt)
            .thenComparing(Event::id);

    private final AtomicLong seq;
    private final URI externalUrl;
    private final Storms storms;
    private final LinkWriter links;

    /** Writes what a person may do from a message. */
    interface LinkWriter {
        /** Names of actions, such as {@code acknowledge}, and where they lead. */
        Map<String, URI> links(URI externalUrl, String notificationId, Instant now);
    }

    MessageWriter(AtomicLong seq, URI externalUrl, Storms storms, LinkWriter links) {
        this.seq = seq;
        this.externalUrl = externalUrl;
        this.storms = storms;
        this.links = links;
    }

    static List<Event> sorted(Iterable<Event> events) {
        List<Event> sorted = new ArrayList<>();
        events.forEach(sorted::add);
        sorted.sort(ORDER);
        return sorted;
    }

    /** Writes the drafts of one look. */
    void write(List<Draft> drafts, Plan plan) {
        if (storms.never()) {
            drafts.forEach(draft -> write(draft, plan));
            return;
        }
        Map<String, List<Draft>> byCause = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            byCause.computeIfAbsent(
                            draft.destination.key() + "|" + draft.cause().key(), key -> new ArrayList<>(1))
                    .add(draft);
        }
        for (List<Draft> alike : byCause.values()) {
            if (alike.size() > storms.options().messages() || alike.size() > 1 && alike.get(0).inStorm) {
                merge(alike, plan);
            } else {
                alike.forEach(draft -> write(draft, plan));
            }
        }
    }

    private void write(Draft draft, Plan plan) {
        told(draft);
        write(List.of(draft), draft.group().key, draft.group().labels, draft.escalation, plan);
    }

    private void merge(List<Draft> alike, Plan plan) {
        Draft first = alike.get(0);
        SharedCause cause = first.cause();
        told(first);
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("cluster", cause.cluster());
        List<Event> events = alike.stream()
                .flatMap(draft -> draft.told().stream())
                .distinct()
                .toList();
        Text note = cause.note(events, storms.options().jobs().applyAsInt(cause.cluster()));
        write(alike, "storm:" + cause.key(), labels, note, plan);
    }

    private void told(Draft draft) {
        if (!storms.never()) {
            storms.told(draft.destination.key(), draft.cause().key(), draft.now);
        }
    }

    private void write(
            List<Draft> drafts, String groupKey, Map<String, String> labels, @Nullable Text note, Plan plan) {
        Draft first = drafts.get(0);
        Instant now = first.now;
        Map<String, Event> byId = new HashMap<>();
        for (Draft draft : drafts) {
            for (Event event : draft.told()) {
                byId.put(event.id(), event);
            }
        }
        List<Event> events = sorted(byId.values());
        boolean whole = first.destination.config().takesAll();
        Map<String, String> messages = new HashMap<>();
        for (int from = 0; from < events.size(); from += whole ? MOST_EVENTS : events.size()) {
            List<Event> part = whole ? events.subList(from, Math.min(events.size(), from + MOST_EVENTS)) : events;
            long place = seq.incrementAndGet();
            String id = NotificationId.of(place, now);
            part.forEach(event -> messages.put(event.id(), id));
            plan.outgoing.add(outgoing(place, id, first.destination, part, groupKey, labels, note, now));
        }
        drafts.forEach(draft -> tell(draft, messages, plan));
    }

    private static void tell(Draft draft, Map<String, String> messages, Plan plan) {
        String to = draft.destination.key();
        for (Event event : draft.firing) {
            NotifyReason reason = draft.again.contains(event.id()) ? NotifyReason.TOLD_AGAIN : NotifyReason.TOLD_FIRING;
            plan.decisions.add(Decision.told(event.id(), to, reason, draft.now, messages.getOrDefault(event.id(), "")));
        }
        for (Event event : draft.resolved) {
            plan.decisions.add(Decision.told(
                    event.id(), to, NotifyReason.TOLD_RESOLVED, draft.now, messages.getOrDefault(event.id(), "")));
        }
    }

    private Outgoing outgoing(
            long place,
            String id,
            Destination destination,
            List<Event> events,
            String groupKey,
            Map<String, String> labels,
            @Nullable Text note,
            Instant now) {
        List<Event> shown = events.size() > MOST_EVENTS ? events.subList(0, MOST_EVENTS) : events;
        Notification notification = new Notification(
                id,
                destination.receiver(),
                destination.channel(),
                Notification.State.PENDING,
                shown.stream().map(Event::id).toList(),
                summary(events),
                now,
                null,
                0,
                now,
                null);
        Message message = new Message(
                id,
                destination.receiver(),
                groupKey,
                labels,
                shown,
                events.size() - shown.size(),
                note,
                externalUrl,
                linksOf(shown.get(0), id, now));
        return new Outgoing(
                place, notification, message, now.plus(destination.config().giveUpAfter()));
    }

    /** What a person may do, and where the problem is that the event is part of; there is none for what is only information. */
    private Map<String, URI> linksOf(Event first, String id, Instant now) {
        if (first.resolvedAt() != null) {
            return Map.of();
        }
        Map<String, URI> all = new HashMap<>(links.links(externalUrl, id, now));
        if (first.severity() != Severity.INFO) {
            all.put("incident", URI.create(externalUrl + "/incidents/of/" + first.id()));
        }
        return all;
    }

    static String summary(List<Event> events) {
        Event first = events.get(0);
        String more = events.size() == 1 ? "" : ", and " + (events.size() - 1) + " more";
        return (first.resolvedAt() == null ? "firing: " : "resolved: ") + first.summary() + more;
    }
}
