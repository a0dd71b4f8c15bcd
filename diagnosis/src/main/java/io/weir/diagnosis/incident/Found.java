package io.weir.diagnosis.incident;

import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;

/** A finding as an incident keeps it, for longer than most of its evidence is kept: the evidence is its lines and where they were. */
public record Found(
        String id,
        String kind,
        Subject subject,
        Bearing bearing,
        Confidence confidence,
        Severity severity,
        Text title,
        Text cause,
        Text meaning,
        Text advice,
        List<Proof> evidence,
        Instant from,
        Instant until) {
    static final int MOST_PROOFS = 20;

    /**
     * One piece of evidence.
     *
     * @param type see {@link io.weir.diagnosis.finding.Evidence#type}
     * @param link a path of the console
     */
    public record Proof(String type, Instant at, String text, String link) {}

    public Found {
        evidence = List.copyOf(evidence);
    }

    static Found of(Finding finding) {
        return new Found(
                finding.id(),
                finding.kind(),
                finding.subject(),
                finding.bearing(),
                finding.confidence(),
                finding.severity(),
                finding.said().title(),
                finding.said().cause(),
                finding.said().meaning(),
                finding.said().advice(),
                finding.evidence().stream()
                        .limit(MOST_PROOFS)
                        .map(each -> new Proof(each.type(), each.at(), each.text(), each.permalink()))
                        .toList(),
                finding.from(),
                finding.until());
    }
}
