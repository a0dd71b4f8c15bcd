package io.weir.diagnosis.fault;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Hit;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the failure that began each streak of failures. Thread-safe. */
public final class FirstFaults {
    /** The kind of these findings. */
    public static final String KIND = "first-fault";

    private static final int MOST_EXCEPTIONS = 1_000;
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_RECORDS = 200;
    /** So far back the logs are searched for the beginning of a streak, at most. */
    private static final Duration FURTHEST = Duration.ofDays(2);

    private static final int MOST_STEPS = 50;
    private static final int RESTARTS_OF_A_LOOP = 3;

    private final Facts facts;

    /** Over some facts. */
    public FirstFaults(Facts facts) {
        this.facts = facts;
    }

    /** One finding for each streak of failures that reaches into the question's range. */
    public List<Finding> of(Question question) {
        List<Finding> findings = new ArrayList<>();
        List<Job> jobs =
                facts.cluster(question.cluster()).map(ClusterState::jobs).orElse(List.of());
        for (Job job : jobs) {
            if (question.jobId() == null || question.jobId().equals(job.id())) {
                findings.addAll(of(job, question));
            }
        }
        return findings;
    }

    private List<Finding> of(Job job, Question question) {
        List<Failure> failures = new ArrayList<>();
        for (JobException thrown : facts.exceptions(job.cluster(), job.id(), MOST_EXCEPTIONS)) {
            if (thrown.at().isBefore(question.to())) {
                failures.add(Failure.of(job.cluster(), job.id(), thrown));
            }
        }
        if (failures.isEmpty()) {
            // A JobManager that ended with its job took the history along; its log has the failures.
            failures.addAll(logged(job, question.from(), question.to()));
        }
        List<JobStatusChanged> changes = facts.statusChanges(job.cluster(), job.id(), MOST_CHANGES);
        List<Finding> findings = new ArrayList<>();
        for (Streak streak : Streak.of(failures, changes)) {
            if (!streak.until().isBefore(question.from())) {
                findings.add(finding(job, walkedBack(job, streak, changes)));
            }
        }
        return findings;
    }

    /** The streak with what the JobManager's log has before it: Flink, and Weir, keep only so many exceptions. */
    private Streak walkedBack(Job job, Streak streak, List<JobStatusChanged> changes) {
        List<Failure> all = new ArrayList<>(streak.failures());
        Instant first = streak.from();
        Instant furthest = first.minus(FURTHEST);
        for (int step = 0; step < MOST_STEPS && first.isAfter(furthest); step++) {
            List<Failure> found = logged(job, first.minus(Streak.PEACE), first.minusMillis(1_500));
            if (found.isEmpty()) {
                break;
            }
            all.addAll(found);
            first = found.get(0).at();
        }
        List<Streak> parted = Streak.of(all, changes);
        return parted.get(parted.size() - 1);
    }

    /** The failures that the JobManager's log tells, oldest first. Lines on tasks name the vertex and not the job. */
    private List<Failure> logged(Job job, Instant from, Instant to) {
        List<Hit> hits = LogText.oldest(
                facts,
                LogText.within(
                        "logger:ExecutionGraph AND (\"RUNNING to FAILED\" OR \"RUNNING to FAILING\" OR \"RUNNING to RESTARTING\")",
                        job.cluster(),
                        null),
                from,
                to,
                MOST_RECORDS);
        return hits.stream()
                // What was said before there was the job is of another one whose vertices have the same names.
                .filter(hit -> !hit.record().at().isBefore(job.startedAt()))
                .filter(hit -> isOf(
                        job,
                        hit.record().text().lines().findFirst().orElse(""),
                        hit.record().at()))
                .map(Failure::of)
                .filter(failure -> failure.trace().isPresent())
                .toList();
    }

    private boolean isOf(Job job, String line, Instant at) {
        if (line.contains(job.id())) {
            return true;
        }
        return hasVertex(job, line)
                && facts.cluster(job.cluster()).map(ClusterState::jobs).orElse(List.of()).stream()
                        .noneMatch(
                                other -> !other.id().equals(job.id()) && livedAt(other, at) && hasVertex(other, line));
    }

    private static boolean hasVertex(Job job, String line) {
        return job.graph().vertices().stream().anyMatch(vertex -> line.contains(vertex.name() + " ("));
    }

    private static boolean livedAt(Job job, Instant at) {
        Instant ended = job.endedAt();
        return !job.startedAt().isAfter(at) && (ended == null || !ended.isBefore(at));
    }

    private Finding finding(Job job, Streak streak) {
        Failure first = streak.first();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(first.evidence());
        streak.others().stream().limit(5).map(Failure::evidence).forEach(evidence::add);
        Subject subject = new Subject(job.cluster(), job.id(), job.name(), null, null, null);
        History history = History.of(facts.recognise(first.trace()), streak.from());
        boolean severe = job.state() == JobState.FAILED || streak.count() >= RESTARTS_OF_A_LOOP || history.isAlarming();
        return new Finding(
                Finding.id(KIND, subject, streak.from().toString()),
                KIND,
                subject,
                first.isConsequence() ? Bearing.CONSEQUENCE : Bearing.CAUSE,
                first.trace().isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                severe ? Severity.CRITICAL : Severity.WARNING,
                FaultTexts.said(job, streak, history),
                evidence,
                streak.from(),
                streak.until());
    }
}
