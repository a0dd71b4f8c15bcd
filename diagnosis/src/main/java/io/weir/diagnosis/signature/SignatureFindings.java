package io.weir.diagnosis.signature;

import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.Whereabouts;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Findings of the signatures that a diagnosis runs by itself. Thread-safe. */
public final class SignatureFindings {
    private static final int MOST_EVIDENCE = 5;

    private final Facts facts;
    private final Signatures signatures;

    /** Over some facts. */
    public SignatureFindings(Facts facts, Signatures signatures) {
        this.facts = facts;
        this.signatures = signatures;
    }

    /** One finding for each signature that has hits within the question's range. */
    public List<Finding> of(Question question) {
        List<Signature> automatic =
                signatures.all().stream().filter(Signature::automatic).toList();
        QuickDiagnosis quick = new QuickDiagnosis(facts, signatures.noise());
        // Most of the time none has a hit: one search for all says so.
        if (!quick.any(automatic, question)) {
            return List.of();
        }
        Whereabouts whereabouts = Whereabouts.of(facts, question);
        List<Finding> findings = new ArrayList<>();
        for (QuickReport.Result result : quick.run(automatic, question).results()) {
            QuickReport.Result own = result.in(whereabouts::concerns);
            if (!own.processes().isEmpty()) {
                findings.add(finding(own, question));
            }
        }
        return findings;
    }

    private static Finding finding(QuickReport.Result result, Question question) {
        Signature signature = result.signature();
        List<QuickReport.ProcessHits> processes = result.processes();
        String process = processes.size() == 1 ? processes.get(0).process() : null;
        Subject subject = new Subject(question.cluster(), null, null, process, null, null);
        String names = processes.stream()
                .map(QuickReport.ProcessHits::process)
                .sorted()
                .limit(5)
                .collect(Collectors.joining(", "));
        QuickReport.Match first = processes.stream()
                .flatMap(each -> each.hits().stream())
                .min(Comparator.comparing(match -> match.line().at()))
                .orElseThrow();
        List<Evidence> evidence = new ArrayList<>();
        processes.stream()
                .flatMap(each -> each.hits().stream())
                .sorted(Comparator.comparing(match -> match.line().at()))
                .limit(MOST_EVIDENCE)
                .forEach(match -> evidence.add(match.line()));
        Instant until = processes.stream()
                .map(QuickReport.ProcessHits::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String count = result.total() == 1 ? "" : " (" + result.total() + ")";
        return new Finding(
                Finding.id(signature.id(), subject, ""),
                signature.id(),
                subject,
                Bearing.SYMPTOM,
                Confidence.CERTAIN,
                signature.severity(),
                new Said(
                        new Text(
                                signature.title().en() + count + ", " + names + ": " + first.cause(),
                                signature.title().zh() + count + "，" + names + "：" + first.cause()),
                        new Text(first.cause(), first.cause()),
                        signature.meaning(),
                        signature.advice()),
                evidence,
                first.line().at(),
                until);
    }
}
