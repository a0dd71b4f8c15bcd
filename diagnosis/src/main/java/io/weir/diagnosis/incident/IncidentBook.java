package io.weir.diagnosis.incident;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Opens, grows, joins, closes and reopens incidents. For one thread; whatever it decides is stored at once. */
final class IncidentBook {
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final int MOST_UNNAMED = 20_000;

    private final IncidentConfig config;
    private final IncidentStore store;
    private final Surroundings surroundings;
    private final Joining joining;
    private final RecentEntries recent;
    private final Clock clock;

    /** Events beyond those that an incident names one by one, and whose they are; the oldest is forgotten first. */
    private final Map<String, String> unnamed = new LinkedHashMap<>();

    private final AtomicLong entriesRefused = new AtomicLong();

    IncidentBook(IncidentConfig config, IncidentStore store, Surroundings surroundings, Clock clock) {
        this.config = config;
        this.store = store;
        this.surroundings = surroundings;
        this.joining = new Joining(config);
        this.recent = new RecentEntries(config.before());
        this.clock = clock;
    }

    /** What did not fit into timelines; may be asked on any thread. */
    long entriesRefused() {
        return entriesRefused.get();
    }

    /**
     * An event is part of a problem, known or new. One that is only for information opens none and has none reopened.
     *
     * @param sceneId what was captured for it; null when nothing was
     * @return the incident it is part of; empty when there is none
     */
    Optional<Incident> heard(Event event, Traits traits, @Nullable String sceneId) {
        Optional<Incident> known = store.ofEvent(event.id());
        if (known.isPresent()) {
            Member before = known.get().members().stream()
                    .filter(member -> member.eventId().equals(event.id()))
                    .findFirst()
                    .orElseThrow();
            Member now = EventEntries.member(event, before.joined(), traits);
            // The jobs of a process that is long gone are no longer to be seen; what was known of it stays.
            Member kept = EventEntries.member(
                    event, before.joined(), traits.touched().isEmpty() ? before.traits() : now.traits());
            return Optional.of(save(new IncidentChange(known.get()).member(kept), EventEntries.of(event)));
        }
        Optional<Incident> counted =
                Optional.ofNullable(unnamed.get(event.id())).flatMap(store::find);
        if (counted.isPresent()) {
            add(counted.get().id(), EventEntries.of(event));
            return counted;
        }
        List<Joining.Match> matches = joining.matches(
                event.fingerprint(),
                traits,
                event.startsAt(),
                clock.instant(),
                store.openOrClosedSince(clock.instant().minus(config.reopenWithin())));
        if (event.severity() == Severity.INFO) {
            Optional<Incident> open = matches.stream()
                    .map(Joining.Match::incident)
                    .filter(Incident::isOpen)
                    .findFirst();
            open.ifPresent(incident -> add(incident.id(), EventEntries.of(event)));
            return open;
        }
        return Optional.of(matches.isEmpty() ? open(event, traits, sceneId) : join(event, traits, sceneId, matches));
    }

    private Incident open(Event event, Traits traits, @Nullable String sceneId) {
        Instant now = clock.instant();
        IncidentChange change =
                new IncidentChange(id(now), now).member(EventEntries.member(event, Member.Link.FIRST, traits));
        if (sceneId != null) {
            change.scene(sceneId);
        }
        return lookBack(change, EventEntries.of(event));
    }

    private Incident join(Event event, Traits traits, @Nullable String sceneId, List<Joining.Match> matches) {
        // Open ones first: a problem that goes on is rather the same than one that was over.
        List<Joining.Match> sorted = matches.stream()
                .sorted(Comparator.comparing(
                                (Joining.Match match) -> !match.incident().isOpen())
                        .thenComparing(match -> match.incident().since()))
                .toList();
        Joining.Match first = sorted.get(0);
        Instant now = clock.instant();
        IncidentChange change = new IncidentChange(first.incident());
        List<TimelineEntry> entries = new ArrayList<>(EventEntries.of(event));
        if (!first.incident().isOpen()) {
            change.reopened();
            entries.add(EventEntries.incident(event.subject().cluster(), now, "It came back", "问题再次出现"));
        }
        for (Joining.Match other : sorted.subList(1, sorted.size())) {
            if (other.incident().isOpen()) {
                change.merge(other.incident());
                store.moveEntries(other.incident().id(), first.incident().id());
                store.save(new IncidentChange(other.incident())
                        .mergedInto(first.incident().id(), now)
                        .done(List.of(), surroundings::cluster, clock));
                entries.add(EventEntries.incident(
                        event.subject().cluster(),
                        now,
                        "Another incident turned out to be the same problem",
                        "另一个事故被认定为同一问题"));
            }
        }
        change.member(EventEntries.member(event, first.link(), traits));
        if (sceneId != null) {
            change.scene(sceneId);
        }
        Incident joined = lookBack(change, entries);
        if (!joined.has(event.id())) {
            unnamed.put(event.id(), joined.id());
            if (unnamed.size() > MOST_UNNAMED) {
                unnamed.remove(unnamed.keySet().iterator().next());
            }
        }
        return joined;
    }

    /** Saves it with what happened around it before it was known. */
    private Incident lookBack(IncidentChange change, List<TimelineEntry> entries) {
        Incident incident = change.done(List.of(), surroundings::cluster, clock);
        Instant from = incident.since().minus(config.before());
        List<TimelineEntry> before = new ArrayList<>(recent.around(incident));
        incident.affected().jobs().stream().limit(10).forEach(job -> before.addAll(surroundings.entries(job, from)));
        before.removeIf(entry -> entry.at().isBefore(from));
        List<TimelineEntry> all = new ArrayList<>(entries);
        all.addAll(before);
        return save(change, all);
    }

    /** Something happened: it is part of the problems that it may have to do with, now and later. */
    void happened(TimelineEntry entry) {
        recent.add(entry, clock.instant());
        for (Incident incident : store.openOrClosedSince(clock.instant())) {
            if (incident.isOpen() && RecentEntries.concerns(entry, incident)) {
                save(new IncidentChange(incident), List.of(entry));
            }
        }
    }

    /** A scene is complete. */
    void captured(String sceneId, TimelineEntry entry) {
        recent.add(entry, clock.instant());
        for (Incident incident : store.openOrClosedSince(clock.instant().minus(config.reopenWithin()))) {
            if (incident.sceneIds().contains(sceneId)) {
                add(incident.id(), List.of(entry));
            }
        }
    }

    /** Diagnosis came to a conclusion. */
    void found(String incidentId, List<Found> findings, List<Incident.Unread> unread) {
        store.find(incidentId)
                .filter(incident -> incident.state() != IncidentState.MERGED)
                .filter(incident -> !incident.findings().equals(findings)
                        || !incident.unread().equals(unread))
                .ifPresent(incident -> save(new IncidentChange(incident).findings(findings, unread), List.of()));
    }

    /** The open incidents. */
    List<Incident> open() {
        return store.openOrClosedSince(clock.instant().plusSeconds(1)).stream()
                .filter(Incident::isOpen)
                .toList();
    }

    /** Closes what has been quiet for long enough; says what was closed. */
    List<Incident> settle() {
        List<Incident> closed = new ArrayList<>();
        Instant now = clock.instant();
        for (Incident incident : open()) {
            Instant quiet = incident.quietSince();
            Instant last = quiet == null || quiet.isAfter(incident.openedAt()) ? quiet : incident.openedAt();
            if (last != null && !last.plus(config.settle()).isAfter(now)) {
                TimelineEntry entry = EventEntries.incident(
                        incident.clusters().isEmpty() ? "" : incident.clusters().get(0),
                        now,
                        "All its events are over",
                        "所有事件均已恢复");
                closed.add(save(new IncidentChange(incident).closed(now), List.of(entry)));
            }
        }
        return closed;
    }

    int forgetOld() {
        return store.prune(clock.instant().minus(config.retention()), config.most());
    }

    private void add(String incidentId, List<TimelineEntry> entries) {
        entriesRefused.addAndGet(store.add(incidentId, entries));
    }

    private Incident save(IncidentChange change, List<TimelineEntry> entries) {
        add(change.id(), entries);
        Incident incident = change.done(store.faults(change.id()), surroundings::cluster, clock);
        store.save(incident);
        return incident;
    }

    private static String id(Instant now) {
        return ID_TIME.format(now)
                + String.format(
                        Locale.ROOT, "-%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    }

    /** What an event says, in both languages. */
    static Text summary(Event event) {
        String en = event.summary().isBlank() ? event.rule() : event.summary();
        String zh = event.annotations().getOrDefault("summary_zh", "");
        return new Text(en, zh.isBlank() ? en : zh);
    }
}
