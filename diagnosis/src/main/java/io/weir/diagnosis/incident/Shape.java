package io.weir.diagnosis.incident;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What follows from an incident's events and findings: its severity, its sentence, whom it reaches. */
final class Shape {
    private Shape() {}

    static Severity severity(List<Member> members) {
        return members.stream()
                .map(Member::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }

    static Instant since(List<Member> members, Instant otherwise) {
        return members.stream()
                .map(Member::startsAt)
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    /** When the last event was over; null while one fires. */
    static @Nullable Instant quietSince(List<Member> members) {
        Instant last = null;
        for (Member member : members) {
            Instant resolvedAt = member.resolvedAt();
            if (resolvedAt == null) {
                return null;
            }
            last = last == null || resolvedAt.isAfter(last) ? resolvedAt : last;
        }
        return last;
    }

    /**
     * Whom it reaches.
     *
     * @param before jobs that were reached when it was looked at last: one that has ended meanwhile was reached all the same
     */
    static Incident.Affected affected(
            List<Member> members, Incident.Affected before, Function<String, Optional<ClusterState>> clusters) {
        Map<String, Incident.AffectedJob> reached = new LinkedHashMap<>();
        before.jobs().forEach(job -> reached.put(job.cluster() + "\n" + job.jobId(), job));
        int others = 0;
        for (String cluster : members.stream().map(Member::cluster).distinct().toList()) {
            List<Job> jobs = clusters.apply(cluster).map(ClusterState::jobs).orElse(List.of());
            for (Member member : members) {
                if (member.cluster().equals(cluster)) {
                    reach(member, jobs, reached);
                }
            }
            others += (int) jobs.stream()
                    .filter(job -> !job.state().isTerminal() && !reached.containsKey(cluster + "\n" + job.id()))
                    .count();
        }
        return new Incident.Affected(List.copyOf(reached.values()), reached.size() + others);
    }

    private static void reach(Member member, List<Job> jobs, Map<String, Incident.AffectedJob> reached) {
        List<String> ids = new ArrayList<>(member.traits().touched());
        if (member.jobId() != null) {
            ids.add(member.jobId());
        }
        for (String id : ids) {
            String name = jobs.stream()
                    .filter(job -> job.id().equals(id))
                    .map(Job::name)
                    .findFirst()
                    .orElse(id.equals(member.jobId()) ? Objects.requireNonNullElse(member.jobName(), id) : id);
            reached.putIfAbsent(member.cluster() + "\n" + id, new Incident.AffectedJob(member.cluster(), id, name));
        }
    }

    /** One sentence: what explains it when that is known, else the worst of the first events, and how many jobs it reaches. */
    static Text summary(List<Member> members, List<Found> findings, Incident.Affected affected) {
        Text what = findings.stream()
                .filter(found -> found.bearing() == Bearing.CAUSE
                        && (found.confidence() == Confidence.CERTAIN || found.confidence() == Confidence.LIKELY))
                .findFirst()
                .map(Found::title)
                .orElseGet(() -> members.stream()
                        .min(Comparator.comparing(Member::severity, Comparator.reverseOrder())
                                .thenComparing(Member::startsAt))
                        .map(Member::summary)
                        .orElse(new Text("An incident without events", "没有事件的事故")));
        int jobs = affected.jobs().size();
        if (jobs == 0 || affected.of() < 2) {
            return what;
        }
        return new Text(
                bare(what.en()) + "; " + jobs + " of " + affected.of() + (affected.of() == 1 ? " job" : " jobs")
                        + (jobs == 1 ? " is affected" : " are affected"),
                bare(what.zh()) + "；受影响作业 " + jobs + "/" + affected.of());
    }

    private static String bare(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("。")
                ? sentence.substring(0, sentence.length() - 1)
                : sentence;
    }

    /** The first thing that went wrong: what diagnosis says it was, else the first fault of the timeline. */
    static @Nullable TimelineEntry firstFault(List<Found> findings, List<TimelineEntry> faults, Instant since) {
        for (Found found : findings) {
            if (found.kind().equals("first-fault") && !found.evidence().isEmpty()) {
                Found.Proof proof = found.evidence().get(0);
                return new TimelineEntry(
                        "finding|" + found.id(),
                        proof.at(),
                        TimelineEntry.Kind.EXCEPTION,
                        true,
                        "",
                        null,
                        null,
                        found.title(),
                        proof.link());
            }
        }
        // A rule fires some seconds after what it found began; what went wrong later is no beginning.
        Instant from = since.minusSeconds(120);
        Instant to = since.plusSeconds(15);
        return faults.stream()
                .filter(entry -> !entry.at().isBefore(from) && !entry.at().isAfter(to))
                .filter(entry -> entry.kind() != TimelineEntry.Kind.EVENT)
                .findFirst()
                .or(() -> faults.stream().findFirst())
                .orElse(null);
    }
}
