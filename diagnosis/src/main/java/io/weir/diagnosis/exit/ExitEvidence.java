package io.weir.diagnosis.exit;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.signal.ProcessKind;
import io.weir.diagnosis.fact.EndedProcess;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.trace.StackText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What there is to see around the end of a process. Searches as it is asked. */
final class ExitEvidence {
    private static final Duration BEFORE = Duration.ofMinutes(10);

    /** Lines without a time of their own, as those of {@code .out}, stand at the time they were read. */
    private static final Duration AFTER = Duration.ofMinutes(2);

    private static final Duration PEER_BEFORE = Duration.ofHours(1);
    private static final int MOST = 20;

    private final Facts facts;
    private final EndedProcess end;

    ExitEvidence(Facts facts, EndedProcess end) {
        this.facts = facts;
        this.end = end;
    }

    /** The newest record of the process that satisfies a query, as its line with {@code part}. */
    Optional<Seen> newest(String query, String part) {
        List<Hit> hits = LogText.newest(
                facts,
                LogText.within(query, end.cluster(), end.process()),
                end.at().minus(BEFORE),
                end.at().plus(AFTER),
                MOST);
        return hits.stream()
                .findFirst()
                .map(hit -> new Seen(LogText.evidence(hit, part), hit.record().text()))
                .or(() -> caught(part));
    }

    /** What the last lines that were caught at the exit have, for a process whose log is not read. */
    private Optional<Seen> caught(String part) {
        return end.lastLines().stream()
                .filter(line -> !part.isEmpty() && line.contains(part))
                .reduce((first, second) -> second)
                .map(line -> new Seen(exit(line), String.join("\n", end.lastLines())));
    }

    /** The last record of the process' own log. */
    Optional<Seen> lastLine() {
        return newest("kind:log", "");
    }

    /** Whether any record of the process is kept: only then does it mean something that a line is not there. */
    boolean hasLog() {
        return lastLine().isPresent() || !end.lastLines().isEmpty();
    }

    /** The end of the JobManager at most an hour before. */
    Optional<EndedProcess> jobManagerBefore() {
        return facts.exits(end.cluster(), end.at().minus(PEER_BEFORE), end.at().plusMillis(1)).stream()
                .filter(each -> each.kind() == ProcessKind.JOB_MANAGER)
                .reduce((first, second) -> second);
    }

    /** Whether the cluster's jobs have all ended, and there were some: an application is over then. */
    boolean isApplicationOver() {
        List<Job> jobs = facts.cluster(end.cluster()).map(ClusterState::jobs).orElse(List.of());
        return !jobs.isEmpty() && jobs.stream().allMatch(job -> job.state().isTerminal());
    }

    /** The exit itself. */
    Evidence.Exit exit(String text) {
        return new Evidence.Exit(end.cluster(), end.process(), end.at(), end.exitCode(), text);
    }

    /** The exit itself, in words. */
    Evidence.Exit exit() {
        return exit(end.process() + " exited with code " + (end.exitCode() < 0 ? "?" : end.exitCode())
                + (end.reason().isEmpty() ? "" : ", " + end.reason()));
    }

    Evidence.Exit exitOf(EndedProcess other) {
        return new Evidence.Exit(
                other.cluster(),
                other.process(),
                other.at(),
                other.exitCode(),
                other.process() + " exited with code " + other.exitCode());
    }

    Instant at() {
        return end.at();
    }

    /** A record that was found. */
    record Seen(Evidence line, String text) {
        /** The deepest cause that the record names, or its line. */
        String cause() {
            StackText trace = StackText.of(text);
            return trace.isPresent() ? trace.deepest().line() : line.text();
        }
    }
}
