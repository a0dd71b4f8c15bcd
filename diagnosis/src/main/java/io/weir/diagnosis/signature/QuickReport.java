package io.weir.diagnosis.signature;

import io.weir.diagnosis.finding.Evidence;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What quick diagnosis found.
 *
 * @param results of the ticked signatures, those with hits first, in order of time of their first
 * @param hidden the noise that would have been hits
 * @param partial null when everything was searched; else why not
 */
public record QuickReport(
        List<Result> results, List<Hidden> hidden, @Nullable String partial) {
    public QuickReport {
        results = List.copyOf(results);
        hidden = List.copyOf(hidden);
    }

    /**
     * The hits of one signature.
     *
     * @param total records that match, noise not counted
     * @param processes where, the one with the most first
     */
    public record Result(Signature signature, long total, List<ProcessHits> processes) {
        public Result {
            processes = List.copyOf(processes);
        }

        /** What of it is in some processes; the total is of those that were read. */
        Result in(Predicate<String> concerned) {
            List<ProcessHits> kept = processes.stream()
                    .filter(each -> concerned.test(each.process()))
                    .toList();
            return kept.size() == processes.size()
                    ? this
                    : new Result(
                            signature,
                            kept.stream().mapToLong(ProcessHits::count).sum(),
                            kept);
        }
    }

    /**
     * The hits in one process.
     *
     * @param count of those that were read; when there are very many, the oldest are
     * @param causes what was read out of them, the most frequent first
     * @param hits the oldest
     */
    public record ProcessHits(
            String process, int count, Instant first, Instant last, List<Cause> causes, List<Match> hits) {
        public ProcessHits {
            causes = List.copyOf(causes);
            hits = List.copyOf(hits);
        }
    }

    /** A cause, and in how many hits it was read. */
    public record Cause(String text, int count) {}

    /** A record. */
    public record Match(Evidence.LogLine line, String cause) {}

    /** Noise that was hidden. */
    public record Hidden(String id, Text reason, long count) {}
}
