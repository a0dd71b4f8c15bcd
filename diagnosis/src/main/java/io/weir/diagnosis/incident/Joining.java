package io.weir.diagnosis.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an event is part of a problem that is known already. Two troubles of one job are one problem as long as it lasts. The trouble of
 * a process explains that of others only when they are close in time: on a small cluster everything runs on the same few processes.
 */
record Joining(IncidentConfig config) {
    private static final Duration SOONER = Duration.ofSeconds(30);

    /** An incident that an event is part of, and why. */
    record Match(Incident incident, Member.Link link) {}

    /**
     * All incidents that an event is part of; more than one turn out to be the same problem.
     *
     * @param candidates open ones, and closed ones that may come back
     */
    List<Match> matches(String fingerprint, Traits traits, Instant startsAt, Instant now, List<Incident> candidates) {
        List<Match> matches = new ArrayList<>();
        for (Incident incident : candidates) {
            link(fingerprint, traits, startsAt, now, incident)
                    .ifPresent(link -> matches.add(new Match(incident, link)));
        }
        return matches;
    }

    private Optional<Member.Link> link(
            String fingerprint, Traits traits, Instant startsAt, Instant now, Incident incident) {
        Instant closedAt = incident.closedAt();
        boolean recent = closedAt == null || !closedAt.isBefore(now.minus(config.reopenWithin()));
        if (incident.state() == IncidentState.MERGED || !recent) {
            return Optional.empty();
        }
        if (incident.fingerprints().contains(fingerprint)) {
            return Optional.of(Member.Link.CAME_BACK);
        }
        for (Traits known : incident.traits()) {
            if (shares(known.exceptions(), traits.exceptions())) {
                return Optional.of(Member.Link.SAME_EXCEPTION);
            }
        }
        // Only the very same trouble reopens what was over.
        if (!incident.isOpen()) {
            return Optional.empty();
        }
        for (Traits known : incident.traits()) {
            if (known.cluster().equals(traits.cluster()) && shares(known.jobs(), traits.jobs())) {
                return Optional.of(Member.Link.SAME_JOB);
            }
        }
        for (Member member : incident.members()) {
            Duration apart = Duration.between(member.startsAt(), startsAt).abs();
            if (apart.compareTo(config.togetherWithin()) <= 0) {
                Optional<Member.Link> link = nearby(member.traits(), member.startsAt(), traits, startsAt);
                if (link.isPresent()) {
                    return link;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Member.Link> nearby(Traits known, Instant knownSince, Traits traits, Instant since) {
        if (!known.cluster().equals(traits.cluster())) {
            return Optional.empty();
        }
        if (shares(known.processes(), traits.processes())) {
            return Optional.of(Member.Link.SAME_PROCESS);
        }
        if (follows(known, knownSince, traits, since) || follows(traits, since, known, knownSince)) {
            return Optional.of(Member.Link.RAN_THERE);
        }
        if (shares(known.touched(), traits.touched())) {
            return Optional.of(Member.Link.RAN_THERE);
        }
        if (shares(known.hosts(), traits.hosts())) {
            return Optional.of(Member.Link.SAME_HOST);
        }
        boolean whole = known.wholeCluster() && traits.ofProcess() || traits.wholeCluster() && known.ofProcess();
        return whole ? Optional.of(Member.Link.SAME_CLUSTER) : Optional.empty();
    }

    /** Whether the trouble of a job is that of a process it ran on: it begins with it or after it, save that jobs notice sooner. */
    private static boolean follows(Traits process, Instant processSince, Traits job, Instant jobSince) {
        return shares(process.touched(), job.jobs())
                && job.ofProcess()
                && !jobSince.isBefore(processSince.minus(SOONER));
    }

    private static boolean shares(Set<String> some, Set<String> others) {
        return !Collections.disjoint(some, others);
    }
}
