package io.weir.diagnosis.signature;

import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs signatures over the logs of a cluster or process within a time range. Thread-safe. */
public final class QuickDiagnosis {
    private static final int MOST_READ = 1_000;
    private static final int MOST_SHOWN = 20;
    private static final int MOST_CAUSES = 10;

    private final Facts facts;
    private final String noise;
    private final Collection<KnownNoise> knownNoise;

    /** Over some facts, hiding noise. */
    public QuickDiagnosis(Facts facts, Collection<KnownNoise> knownNoise) {
        this.facts = facts;
        this.knownNoise = knownNoise;
        this.noise = knownNoise.stream().map(each -> "(" + each.query() + ")").collect(Collectors.joining(" OR "));
    }

    /** Runs signatures, each by itself, noise taken out. */
    public QuickReport run(Collection<Signature> signatures, Question question) {
        List<QuickReport.Result> results = new ArrayList<>();
        String partial = null;
        for (Signature signature : signatures) {
            String text = LogText.within(signature.query(), question) + " AND NOT (" + noise + ")";
            LogPage page = facts.search(query(text, question, MOST_READ));
            partial = partial == null ? page.partial() : partial;
            boolean whole = page.nextCursor() == null;
            long total = whole
                    ? page.hits().size()
                    : facts.histogram(query(text, question, 1), 1).total();
            results.add(new QuickReport.Result(signature, total, processes(signature, page.hits())));
        }
        results.sort(Comparator.comparing(QuickDiagnosis::first));
        return new QuickReport(results, hidden(signatures, question), partial);
    }

    /** Whether any of the signatures has a hit, noise taken out. */
    boolean any(Collection<Signature> signatures, Question question) {
        String any = signatures.stream().map(each -> "(" + each.query() + ")").collect(Collectors.joining(" OR "));
        String text = LogText.within(any, question) + " AND NOT (" + noise + ")";
        return !facts.search(query(text, question, 1)).hits().isEmpty();
    }

    private static LogQuery query(String text, Question question, int limit) {
        return new LogQuery(text, question.from(), question.to(), null, limit, false);
    }

    private static Instant first(QuickReport.Result result) {
        return result.processes().stream()
                .map(QuickReport.ProcessHits::first)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static List<QuickReport.ProcessHits> processes(Signature signature, List<Hit> hits) {
        Map<String, List<Hit>> byProcess = new LinkedHashMap<>();
        hits.forEach(hit -> byProcess
                .computeIfAbsent(hit.record().process(), process -> new ArrayList<>())
                .add(hit));
        List<QuickReport.ProcessHits> processes = new ArrayList<>();
        byProcess.forEach((process, own) -> processes.add(processHits(signature, process, own)));
        processes.sort(Comparator.comparing(QuickReport.ProcessHits::count).reversed());
        return processes;
    }

    private static QuickReport.ProcessHits processHits(Signature signature, String process, List<Hit> hits) {
        Map<String, Integer> causes = new LinkedHashMap<>();
        List<QuickReport.Match> shown = new ArrayList<>();
        for (Hit hit : hits) {
            String cause = signature.read().cause(hit.record().text());
            causes.merge(cause, 1, Integer::sum);
            if (shown.size() < MOST_SHOWN) {
                shown.add(new QuickReport.Match(LogText.evidence(hit, marked(hit)), cause));
            }
        }
        List<QuickReport.Cause> counted = causes.entrySet().stream()
                .map(entry -> new QuickReport.Cause(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(QuickReport.Cause::count).reversed())
                .limit(MOST_CAUSES)
                .toList();
        return new QuickReport.ProcessHits(
                process,
                hits.size(),
                hits.get(0).record().at(),
                hits.get(hits.size() - 1).record().at(),
                counted,
                shown);
    }

    /** What the query found in the record, so that the line is shown that has it. */
    private static String marked(Hit hit) {
        return hit.highlights().stream()
                .findFirst()
                .map(span -> hit.record().text().substring(span.start(), span.end()))
                .orElse("");
    }

    /** Counted over all ticked signatures together: a line that two of them find is hidden once. */
    private List<QuickReport.Hidden> hidden(Collection<Signature> signatures, Question question) {
        if (signatures.isEmpty()) {
            return List.of();
        }
        String any = signatures.stream().map(each -> "(" + each.query() + ")").collect(Collectors.joining(" OR "));
        if (count("(" + any + ") AND (" + noise + ")", question) == 0) {
            return List.of();
        }
        List<QuickReport.Hidden> hidden = new ArrayList<>();
        for (KnownNoise each : knownNoise) {
            long count = count("(" + any + ") AND (" + each.query() + ")", question);
            if (count > 0) {
                hidden.add(new QuickReport.Hidden(each.id(), each.reason(), count));
            }
        }
        return hidden;
    }

    private long count(String text, Question question) {
        return facts.histogram(query(LogText.within(text, question), question, 1), 1)
                .total();
    }
}
