package io.weir.diagnosis.incident;

import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One problem.
 *
 * @param severity the worst of its events'
 * @param since when the first of its events began
 * @param openedAt when Weir opened it
 * @param quietSince when the last of its events was over; null while one fires
 * @param closedAt null while it is open
 * @param reopened how often it came back within an hour
 * @param mergedInto the incident that it turned out to be part of; null when it stands for itself
 * @param summary one sentence
 * @param affected N of M jobs
 * @param members its events in the order they came, at most {@link #MOST_MEMBERS}
 * @param membersRefused events that belong to it beyond that
 * @param sceneIds what was captured, at most {@link #MOST_SCENES}
 * @param findings what explains it, first to read first
 * @param unread sources that the findings could not look at, and why
 * @param firstFault what went wrong first, as far as is known
 */
public record Incident(
        String id,
        IncidentState state,
        Severity severity,
        Instant since,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant quietSince,
        @Nullable Instant closedAt,
        int reopened,
        @Nullable String mergedInto,
        Text summary,
        Affected affected,
        List<Member> members,
        long membersRefused,
        List<String> sceneIds,
        List<Found> findings,
        List<Unread> unread,
        @Nullable TimelineEntry firstFault) {
    public static final int MOST_MEMBERS = 200;
    public static final int MOST_SCENES = 20;
    public static final int MOST_FINDINGS = 30;

    /**
     * Which jobs it reaches.
     *
     * @param jobs in trouble, or on a process that was
     * @param of how many there were on their clusters
     */
    public record Affected(List<AffectedJob> jobs, int of) {
        public Affected {
            jobs = List.copyOf(jobs);
        }
    }

    /** A job that is reached. */
    public record AffectedJob(String cluster, String jobId, String name) {}

    /** A source that could not be looked at. */
    public record Unread(String source, String why) {}

    public Incident {
        members = List.copyOf(members);
        sceneIds = List.copyOf(sceneIds);
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
    }

    /** The clusters it is on. */
    public List<String> clusters() {
        return members.stream().map(Member::cluster).distinct().sorted().toList();
    }

    boolean isOpen() {
        return state == IncidentState.OPEN;
    }

    /** What its events are of; one for each cluster and event. */
    List<Traits> traits() {
        return members.stream().map(Member::traits).toList();
    }

    boolean has(String eventId) {
        return members.stream().anyMatch(member -> member.eventId().equals(eventId));
    }

    Set<String> fingerprints() {
        return members.stream().map(Member::fingerprint).collect(java.util.stream.Collectors.toSet());
    }
}
