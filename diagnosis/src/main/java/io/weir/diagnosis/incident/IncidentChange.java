package io.weir.diagnosis.incident;

import io.weir.collector.flink.ClusterState;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An incident while it is changed; what follows from its events and findings is worked out at the end. For one thread. */
final class IncidentChange {
    private final String id;
    private final Instant openedAt;
    private final Incident.Affected affected;
    private final Instant since;
    private IncidentState state;
    private @Nullable Instant closedAt;
    private int reopened;
    private @Nullable String mergedInto;
    private final List<Member> members;
    private long refused;
    private final List<String> sceneIds;
    private List<Found> findings;
    private List<Incident.Unread> unread;

    IncidentChange(Incident incident) {
        this.id = incident.id();
        this.openedAt = incident.openedAt();
        this.since = incident.since();
        this.affected = incident.affected();
        this.state = incident.state();
        this.closedAt = incident.closedAt();
        this.reopened = incident.reopened();
        this.mergedInto = incident.mergedInto();
        this.members = new ArrayList<>(incident.members());
        this.refused = incident.membersRefused();
        this.sceneIds = new ArrayList<>(incident.sceneIds());
        this.findings = incident.findings();
        this.unread = incident.unread();
    }

    /** A new incident. */
    IncidentChange(String id, Instant openedAt) {
        this.id = id;
        this.openedAt = openedAt.truncatedTo(ChronoUnit.MILLIS);
        this.since = this.openedAt;
        this.affected = new Incident.Affected(List.of(), 0);
        this.state = IncidentState.OPEN;
        this.members = new ArrayList<>();
        this.sceneIds = new ArrayList<>();
        this.findings = List.of();
        this.unread = List.of();
    }

    /** Adds an event, or says how it is now. */
    IncidentChange member(Member member) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).eventId().equals(member.eventId())) {
                members.set(i, member);
                return this;
            }
        }
        if (members.size() < Incident.MOST_MEMBERS) {
            members.add(member);
        } else {
            refused++;
        }
        return this;
    }

    IncidentChange scene(String sceneId) {
        if (!sceneIds.contains(sceneId) && sceneIds.size() < Incident.MOST_SCENES) {
            sceneIds.add(sceneId);
        }
        return this;
    }

    IncidentChange findings(List<Found> newFindings, List<Incident.Unread> newUnread) {
        findings = newFindings.stream().limit(Incident.MOST_FINDINGS).toList();
        unread = newUnread;
        return this;
    }

    IncidentChange closed(Instant at) {
        state = IncidentState.CLOSED;
        closedAt = at.truncatedTo(ChronoUnit.MILLIS);
        return this;
    }

    IncidentChange reopened() {
        state = IncidentState.OPEN;
        closedAt = null;
        reopened++;
        return this;
    }

    /** Takes in what another incident has. */
    IncidentChange merge(Incident other) {
        other.members().forEach(this::member);
        other.sceneIds().forEach(this::scene);
        refused += other.membersRefused();
        return this;
    }

    IncidentChange mergedInto(String other, Instant at) {
        state = IncidentState.MERGED;
        mergedInto = other;
        closedAt = at.truncatedTo(ChronoUnit.MILLIS);
        members.clear();
        return this;
    }

    String id() {
        return id;
    }

    /**
     * What has become of it.
     *
     * @param faults the entries of its timeline that went wrong, in the order of their times
     */
    Incident done(List<TimelineEntry> faults, Function<String, Optional<ClusterState>> clusters, Clock clock) {
        Incident.Affected reached = Shape.affected(members, affected, clusters);
        Instant begin = Shape.since(members, since);
        return new Incident(
                id,
                state,
                Shape.severity(members),
                begin,
                openedAt,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Shape.quietSince(members),
                closedAt,
                reopened,
                mergedInto,
                Shape.summary(members, findings, reached),
                reached,
                members,
                refused,
                sceneIds,
                findings,
                unread,
                Shape.firstFault(findings, faults, begin));
    }
}
