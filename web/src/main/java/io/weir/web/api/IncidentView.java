package io.weir.web.api;

import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.incident.Member;
import io.weir.diagnosis.incident.TimelineEntry;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code Incident} of openapi.yaml. */
record IncidentView(
        String id,
        String state,
        Severity severity,
        Instant since,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        int reopened,
        Text summary,
        List<String> clusters,
        List<Incident.AffectedJob> affectedJobs,
        int jobs,
        @Nullable EntryView firstFault,
        List<FindingView> findings,
        List<Incident.Unread> unread,
        List<EventOfIncident> events,
        long eventsRefused,
        List<String> scenes,
        List<String> acknowledgedBy,
        List<String> assignees) {
    /** {@code TimelineEntry} of openapi.yaml. */
    record EntryView(
            Instant at,
            String kind,
            boolean fault,
            String cluster,
            @Nullable String jobId,
            @Nullable String process,
            Text text,
            @Nullable String link) {
        static EntryView of(TimelineEntry entry) {
            return new EntryView(
                    entry.at(),
                    SceneView.word(entry.kind()),
                    entry.fault(),
                    entry.cluster(),
                    entry.jobId(),
                    entry.process(),
                    entry.text(),
                    entry.link());
        }
    }

    /** {@code EventOfIncident} of openapi.yaml. */
    record EventOfIncident(
            String id,
            String rule,
            Severity severity,
            Text summary,
            String cluster,
            @Nullable String jobId,
            @Nullable String jobName,
            @Nullable String process,
            Instant startsAt,
            @Nullable Instant resolvedAt,
            String joined,
            @Nullable String acknowledgedBy,
            @Nullable String assignee) {
        static EventOfIncident of(Member member) {
            return new EventOfIncident(
                    member.eventId(),
                    member.rule(),
                    member.severity(),
                    member.summary(),
                    member.cluster(),
                    member.jobId(),
                    member.jobName(),
                    member.process(),
                    member.startsAt(),
                    member.resolvedAt(),
                    SceneView.word(member.joined()),
                    member.acknowledgedBy(),
                    member.assignee());
        }
    }

    static IncidentView of(Incident incident) {
        TimelineEntry first = incident.firstFault();
        return new IncidentView(
                incident.id(),
                SceneView.word(incident.state()),
                incident.severity(),
                incident.since(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.closedAt(),
                incident.reopened(),
                incident.summary(),
                incident.clusters(),
                incident.affected().jobs(),
                incident.affected().of(),
                first == null ? null : EntryView.of(first),
                incident.findings().stream().map(FindingView::of).toList(),
                incident.unread(),
                incident.members().stream().map(EventOfIncident::of).toList(),
                incident.membersRefused(),
                incident.sceneIds(),
                people(incident.members().stream().map(Member::acknowledgedBy)),
                people(incident.members().stream().map(Member::assignee)));
    }

    private static List<String> people(Stream<@Nullable String> names) {
        return names.filter(Objects::nonNull).distinct().sorted().toList();
    }
}
