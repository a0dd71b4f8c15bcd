package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Fingerprint;
import io.weir.rules.event.Flaps;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.promql.GoNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the alerts of rule files into Weir's events. Thread-safe. */
final class AlertEvents implements AlertListener {
    /** Tells these events' ids from those of built-in rules, whatever names people give their alerts. */
    private static final String ID_PREFIX = "file-";

    /** How often an event that goes on is stored anew with its newest texts. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final int FLAP_AFTER = 5;
    private static final Duration FLAPS_WITHIN = Duration.ofMinutes(30);
    private static final Duration CALM = Duration.ofMinutes(5);

    private final EventJournal journal;
    private final Flaps flaps = new Flaps(FLAP_AFTER, FLAPS_WITHIN, CALM);
    private final Map<String, Instant> stored = new ConcurrentHashMap<>();

    AlertEvents(EventJournal journal) {
        this.journal = journal;
    }

    /** True for an event that a rule of a file made. */
    static boolean owns(Event event) {
        return event.id().startsWith(ID_PREFIX);
    }

    @Override
    public void changed(RuleId rule, Map<Labels, Alert> before, Map<Labels, Alert> after, Instant now, String because) {
        List<EventChange> changes = new ArrayList<>();
        after.forEach((labels, alert) -> {
            EventChange change = change(rule, before.get(labels), alert, now);
            if (change != null) {
                changes.add(change);
            }
        });
        before.forEach((labels, alert) -> {
            if (!after.containsKey(labels)) {
                Event event = event(rule, alert);
                changes.add(
                        alert.isFiring()
                                ? new EventChange(event.resolved(now, because), EventChange.Kind.RESOLVED)
                                : new EventChange(event, EventChange.Kind.DROPPED));
            }
        });
        List<EventChange> flagged =
                changes.stream().map(change -> flagged(change, now)).toList();
        journal.write(flagged);
        for (EventChange change : changes) {
            boolean over = change.kind() == EventChange.Kind.RESOLVED || change.kind() == EventChange.Kind.DROPPED;
            if (over) {
                stored.remove(change.event().id());
            } else {
                stored.put(change.event().id(), now);
            }
        }
    }

    /** Rules of files fire as Prometheus' do, however often that is; an event only says that it flaps. */
    private EventChange flagged(EventChange change, Instant now) {
        String fingerprint = change.event().fingerprint();
        synchronized (flaps) {
            boolean flapping = flaps.isFlapping(fingerprint, now, false);
            if (change.kind() == EventChange.Kind.FIRED || change.kind() == EventChange.Kind.RESOLVED) {
                flaps.changed(fingerprint, now);
            }
            return new EventChange(change.event().flapping(flapping), change.kind());
        }
    }

    private @Nullable EventChange change(RuleId rule, @Nullable Alert before, Alert alert, Instant now) {
        Event event = event(rule, alert);
        if (before == null) {
            return new EventChange(event, alert.isFiring() ? EventChange.Kind.FIRED : EventChange.Kind.PENDING);
        }
        if (alert.isFiring() && !before.isFiring()) {
            return new EventChange(event, EventChange.Kind.FIRED);
        }
        boolean aged =
                stored.getOrDefault(event.id(), Instant.EPOCH).plus(REFRESH).isBefore(now);
        return alert.isFiring() && aged && !alert.annotations().equals(before.annotations())
                ? new EventChange(event, EventChange.Kind.UPDATED)
                : null;
    }

    static String fingerprint(RuleId rule, Labels labels) {
        return Fingerprint.of(rule.toString(), labels.asMap());
    }

    private static Event event(RuleId rule, Alert alert) {
        Map<String, String> labels = alert.labels().asMap();
        String fingerprint = fingerprint(rule, alert.labels());
        return new Event(
                ID_PREFIX + fingerprint + "-" + Long.toString(alert.activeAt().toEpochMilli(), 36),
                fingerprint,
                rule.name(),
                severity(labels.getOrDefault("severity", "")),
                alert.isFiring() ? EventState.FIRING : EventState.PENDING,
                new Subject(
                        labels.getOrDefault("cluster", ""),
                        labels.get("job_id"),
                        labels.get("job_name"),
                        labels.get("process"),
                        labels.get("task_id"),
                        labels.get("task_name")),
                summary(rule, alert),
                labels,
                alert.annotations(),
                alert.value(),
                alert.activeAt(),
                alert.firedAt(),
                null,
                null);
    }

    private static String summary(RuleId rule, Alert alert) {
        for (String name : List.of("summary", "message", "title", "description")) {
            String text = alert.annotations().getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return rule.name() + ": " + GoNumber.general(alert.value());
    }

    /** The words in use for severities; one that nobody knows is a warning. */
    private static Severity severity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical", "page", "error", "emergency", "fatal", "high", "p1" -> Severity.CRITICAL;
            case "info", "information", "none", "low", "debug", "notice" -> Severity.INFO;
            default -> Severity.WARNING;
        };
    }

    /** The alert that an event was made of. */
    static Alert alert(Event event) {
        Map<String, String> labels = new HashMap<>(event.labels());
        String severity = event.annotations().get(Event.SEVERITY_OF_RULE);
        if (severity != null) {
            // A policy changed the label; the rule knows the alert by its own.
            labels.put("severity", severity);
        }
        return new Alert(
                Labels.of(labels), event.annotations(), event.value(), event.startsAt(), event.firedAt(), null);
    }
}
