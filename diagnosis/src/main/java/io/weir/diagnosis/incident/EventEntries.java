package io.weir.diagnosis.incident;

import io.weir.diagnosis.scene.Scene;
import io.weir.rules.event.Event;
import io.weir.rules.event.Handling;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events, and what people make of them, as members and as entries of a timeline. */
final class EventEntries {
    private EventEntries() {}

    static Member member(Event event, Member.Link joined, Traits traits) {
        Handling.Acknowledgement acknowledgement = event.handling().acknowledgement();
        Handling.Assignment assignment = event.handling().assignment();
        return new Member(
                event.id(),
                event.fingerprint(),
                event.rule(),
                event.severity(),
                IncidentBook.summary(event),
                event.subject().cluster(),
                event.subject().jobId(),
                event.subject().jobName(),
                event.subject().process(),
                event.startsAt(),
                event.resolvedAt(),
                joined,
                traits,
                acknowledgement == null ? null : acknowledgement.by(),
                assignment == null ? null : assignment.assignee());
    }

    /** When it fired, when it was over, who took notice of it and who looks after it. */
    static List<TimelineEntry> of(Event event) {
        List<TimelineEntry> entries = new ArrayList<>();
        Text summary = IncidentBook.summary(event);
        Instant firedAt = event.firedAt() == null ? event.startsAt() : event.firedAt();
        boolean fault = event.severity() != io.weir.rules.event.Severity.INFO;
        entries.add(entry(event, "fired", firedAt, TimelineEntry.Kind.EVENT, fault, summary));
        Instant resolvedAt = event.resolvedAt();
        if (resolvedAt != null && resolvedAt.isAfter(firedAt)) {
            entries.add(entry(
                    event,
                    "resolved",
                    resolvedAt,
                    TimelineEntry.Kind.EVENT,
                    false,
                    new Text(event.rule() + " is over: " + event.resolvedBecause(), event.rule() + " 已恢复")));
        }
        Handling.Acknowledgement acknowledgement = event.handling().acknowledgement();
        if (acknowledgement != null) {
            String note = acknowledgement.note().isEmpty() ? "" : ": " + acknowledgement.note();
            entries.add(entry(
                    event,
                    "acknowledged" + acknowledgement.at().toEpochMilli(),
                    acknowledgement.at(),
                    TimelineEntry.Kind.ACTION,
                    false,
                    new Text(
                            acknowledgement.by() + " acknowledged " + event.rule() + note,
                            acknowledgement.by() + " 确认了 " + event.rule() + note)));
        }
        Handling.Assignment assignment = event.handling().assignment();
        if (assignment != null) {
            entries.add(entry(
                    event,
                    "assigned" + assignment.at().toEpochMilli(),
                    assignment.at(),
                    TimelineEntry.Kind.ACTION,
                    false,
                    new Text(
                            assignment.by() + " assigned " + event.rule() + " to " + assignment.assignee(),
                            assignment.by() + " 将 " + event.rule() + " 分派给 " + assignment.assignee())));
        }
        return entries;
    }

    private static TimelineEntry entry(
            Event event, String what, Instant at, TimelineEntry.Kind kind, boolean fault, Text text) {
        return new TimelineEntry(
                "event|" + event.id() + "|" + what,
                at,
                kind,
                fault,
                event.subject().cluster(),
                event.subject().jobId(),
                event.subject().process(),
                text,
                "/events/" + event.id());
    }

    static TimelineEntry incident(String cluster, Instant at, String en, String zh) {
        return entry(
                "incident|" + at.toEpochMilli() + "|" + en,
                at,
                TimelineEntry.Kind.INCIDENT,
                cluster,
                null,
                en,
                zh,
                null);
    }

    static TimelineEntry scene(Scene scene) {
        int parts = scene.parts().size();
        return entry(
                "scene|" + scene.id(),
                scene.takenAt(),
                TimelineEntry.Kind.SCENE,
                scene.occasion().cluster(),
                scene.occasion().process(),
                "A scene was captured: " + parts + (parts == 1 ? " file" : " files"),
                "已保存现场：" + parts + " 个文件",
                "/scenes/" + scene.id());
    }

    private static TimelineEntry entry(
            String key,
            Instant at,
            TimelineEntry.Kind kind,
            String cluster,
            @Nullable String process,
            String en,
            String zh,
            @Nullable String link) {
        return new TimelineEntry(key, at, kind, false, cluster, null, process, new Text(en, zh), link);
    }
}
