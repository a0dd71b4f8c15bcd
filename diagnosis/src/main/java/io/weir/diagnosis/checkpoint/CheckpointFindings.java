package io.weir.diagnosis.checkpoint;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.finding.Said;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.trace.StackText;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Findings on checkpoints that fail, or take far longer than they used to. Thread-safe. */
public final class CheckpointFindings {
    /** The kind of these findings. */
    public static final String KIND = "checkpoint";

    private static final int MOST = 1_000;
    private static final int MOST_DETAILS = 3;
    private static final int LEAST_HISTORY = 5;
    private static final double FAR_LONGER = 3;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration AROUND = Duration.ofSeconds(10);

    private final Facts facts;

    /** Over some facts. */
    public CheckpointFindings(Facts facts) {
        this.facts = facts;
    }

    /** At most one finding a job. */
    public List<Finding> of(Question question) {
        List<Finding> findings = new ArrayList<>();
        for (Job job : facts.cluster(question.cluster()).map(ClusterState::jobs).orElse(List.of())) {
            if (question.jobId() == null || question.jobId().equals(job.id())) {
                of(job, question).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> of(Job job, Question question) {
        List<Checkpoint> kept = facts.checkpoints(job.cluster(), job.id(), MOST);
        List<Checkpoint> within = kept.stream()
                .filter(each -> !each.savepoint() && question.covers(each.triggeredAt()))
                .sorted(Comparator.comparing(Checkpoint::triggeredAt).reversed())
                .toList();
        List<Checkpoint> failed = within.stream()
                .filter(each -> each.status() == Checkpoint.Status.FAILED)
                .filter(each -> Outcome.of(each) != Outcome.INTERRUPTED)
                .toList();
        boolean goesOn = within.stream()
                .filter(each -> each.status() != Checkpoint.Status.IN_PROGRESS)
                .findFirst()
                .map(newest -> newest.status() == Checkpoint.Status.FAILED)
                .orElse(false);
        if (failed.size() >= 2 || (failed.size() == 1 && goesOn)) {
            return Optional.of(failed(job, failed, within, goesOn, question));
        }
        return slow(job, kept, within);
    }

    private Finding failed(
            Job job, List<Checkpoint> failed, List<Checkpoint> within, boolean goesOn, Question question) {
        Checkpoint newest = failed.get(0);
        Checkpoint first = failed.get(failed.size() - 1);
        Outcome outcome = Outcome.of(newest);
        boolean expired = outcome == Outcome.EXPIRED;
        Optional<SnapshotThreads.Stuck> stuck =
                expired && goesOn ? SnapshotThreads.find(facts, job, question) : Optional.empty();
        // Those who have not answered when another declines are late for nothing.
        Optional<Late> late = expired && stuck.isEmpty() ? late(job, failed) : Optional.empty();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(seen(job, newest));
        Optional<Hit> line = logged(job, first, newest);
        Optional<JobGraph.Vertex> decliner = outcome == Outcome.EXPIRED
                ? Optional.empty()
                : line.flatMap(hit -> vertexOf(job, hit.record().text()));
        String cause = line.map(hit -> StackText.of(hit.record().text()))
                .filter(StackText::isPresent)
                .map(trace -> trace.deepest().line())
                .filter(text -> outcome != Outcome.EXPIRED)
                .orElse("");
        if (!cause.isEmpty()) {
            String part = cause.contains(":") ? cause.substring(0, cause.indexOf(':')) : cause;
            evidence.add(0, LogText.evidence(line.orElseThrow(), part));
        }
        if (first.id() != newest.id()) {
            evidence.add(seen(job, first));
        }
        boolean none = within.stream().noneMatch(each -> each.status() == Checkpoint.Status.COMPLETED);
        stuck.ifPresent(task -> evidence.add(0, task.evidence(job, question)));
        Said said = CheckpointTexts.failed(
                job,
                outcome,
                failed.size(),
                newest,
                late.orElse(null),
                stuck.orElse(null),
                decliner.orElse(null),
                cause,
                none);
        boolean sure = !cause.isEmpty() || stuck.isPresent() || (outcome == Outcome.EXPIRED && late.isPresent());
        return finding(
                job,
                stuck.map(SnapshotThreads.Stuck::vertex)
                        .or(() -> late.map(Late::vertex))
                        .or(() -> decliner)
                        .orElse(null),
                goesOn ? Severity.CRITICAL : Severity.WARNING,
                sure ? Confidence.CERTAIN : Confidence.LIKELY,
                said,
                evidence,
                first.triggeredAt(),
                newest.triggeredAt());
    }

    /** The vertex, and where it can be told the phase, that checkpoints wait for. */
    record Late(JobGraph.Vertex vertex, int acknowledged, int subtasks, CheckpointDetails.Dominant dominant) {
        boolean hasPhase() {
            return dominant.allMillis() > 0;
        }
    }

    private static final CheckpointDetails.Dominant UNTOLD =
            new CheckpointDetails.Dominant(CheckpointDetails.Phase.SYNC, 0, 0, -1);

    /** Of the newest failed ones with details, the vertex furthest upstream that was late. */
    private Optional<Late> late(Job job, List<Checkpoint> checkpoints) {
        List<Late> found = new ArrayList<>();
        int asked = 0;
        for (Checkpoint checkpoint : checkpoints) {
            if (asked++ >= MOST_DETAILS) {
                break;
            }
            CheckpointDetails.of(facts, job.cluster(), job.id(), checkpoint.id(), job.graph())
                    .flatMap(details -> details.latest().map(vertex -> late(job, checkpoint, details, vertex)))
                    .ifPresent(found::add);
        }
        List<String> order =
                job.graph().vertices().stream().map(JobGraph.Vertex::id).toList();
        return found.stream()
                .min(Comparator.comparing((Late each) -> each.acknowledged() < each.subtasks() ? 0 : 1)
                        .thenComparing(each -> order.indexOf(each.vertex().id())));
    }

    private Late late(Job job, Checkpoint checkpoint, CheckpointDetails details, JobGraph.Vertex vertex) {
        CheckpointDetails.Dominant dominant = CheckpointDetails.dominant(
                        facts, job.cluster(), job.id(), checkpoint.id(), vertex.id())
                .orElse(UNTOLD);
        return new Late(vertex, details.acknowledged(vertex), details.subtasks(vertex), dominant);
    }

    /** The vertex whose task a log record is of: tasks are called {@code VERTEX (2/4)#0} there. */
    private static Optional<JobGraph.Vertex> vertexOf(Job job, String text) {
        return job.graph().vertices().stream()
                .filter(vertex -> text.contains(vertex.name() + " ("))
                .max(Comparator.comparing(vertex -> vertex.name().length()));
    }

    /** The log record that says most of why, and of those the one that names a task. */
    private Optional<Hit> logged(Job job, Checkpoint first, Checkpoint newest) {
        String query =
                "\"Asynchronous task checkpoint failed\" OR \"Checkpoint was declined\" OR \"Could not materialize checkpoint\""
                        + " OR \"Failed to trigger or complete checkpoint\" OR \"Failure to finalize\" OR \"Could not complete snapshot\""
                        + " OR \"Decline checkpoint\" OR \"asynchronous part of checkpoint\"";
        List<Hit> hits = LogText.oldest(
                facts,
                LogText.within(query, job.cluster(), null),
                first.triggeredAt(),
                newest.triggeredAt().plus(newest.duration()).plus(AROUND),
                100);
        return hits.stream()
                .max(Comparator.comparing((Hit hit) ->
                                StackText.of(hit.record().text()).causes().size())
                        .thenComparing(hit -> vertexOf(job, hit.record().text()).isPresent()));
    }

    /** Completed, but far longer than the job's own completed ones before. */
    private Optional<Finding> slow(Job job, List<Checkpoint> kept, List<Checkpoint> within) {
        Optional<Checkpoint> newest = within.stream()
                .filter(each -> each.status() == Checkpoint.Status.COMPLETED)
                .findFirst();
        if (newest.isEmpty() || newest.get().duration().compareTo(LONG) < 0) {
            return Optional.empty();
        }
        Checkpoint slow = newest.get();
        List<Long> before = kept.stream()
                .filter(each -> each.status() == Checkpoint.Status.COMPLETED && !each.savepoint())
                .filter(each -> each.triggeredAt().isBefore(slow.triggeredAt()))
                .map(each -> each.duration().toMillis())
                .sorted()
                .toList();
        if (before.size() < LEAST_HISTORY) {
            return Optional.empty();
        }
        long usual = before.get(before.size() / 2);
        if (slow.duration().toMillis() < usual * FAR_LONGER) {
            return Optional.empty();
        }
        Optional<Late> late = late(job, List.of(slow));
        return Optional.of(finding(
                job,
                late.map(Late::vertex).orElse(null),
                Severity.WARNING,
                late.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                CheckpointTexts.slow(job, slow, usual, late.orElse(null)),
                List.of(seen(job, slow)),
                slow.triggeredAt(),
                slow.triggeredAt().plus(slow.duration())));
    }

    private static Evidence.CheckpointSeen seen(Job job, Checkpoint checkpoint) {
        String message = checkpoint.failureMessage();
        return new Evidence.CheckpointSeen(
                job.cluster(),
                job.id(),
                checkpoint.id(),
                checkpoint.triggeredAt(),
                "checkpoint " + checkpoint.id() + ": " + checkpoint.status() + " after "
                        + checkpoint.duration().toMillis() + " ms" + (message == null ? "" : ", " + message));
    }

    private static Finding finding(
            Job job,
            JobGraph.@Nullable Vertex vertex,
            Severity severity,
            Confidence confidence,
            Said said,
            List<Evidence> evidence,
            Instant from,
            Instant until) {
        Subject subject = new Subject(
                job.cluster(),
                job.id(),
                job.name(),
                null,
                vertex == null ? null : vertex.id(),
                vertex == null ? null : vertex.name());
        return new Finding(
                Finding.id(KIND, new Subject(job.cluster(), job.id(), null, null, null, null), from.toString()),
                KIND,
                subject,
                Bearing.CAUSE,
                confidence,
                severity,
                said,
                evidence,
                from,
                until);
    }
}
