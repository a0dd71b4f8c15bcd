package io.weir.web.api;

import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.incident.Found;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code Finding} of openapi.yaml: one that was just made, or one that an incident keeps. */
record FindingView(
        String id,
        String kind,
        Subject subject,
        String bearing,
        String confidence,
        String severity,
        Text title,
        Text cause,
        Text meaning,
        Text advice,
        List<EvidenceView> evidence,
        Instant from,
        Instant until) {
    /** Something that can be looked at. */
    record EvidenceView(String type, Instant at, String text, String link) {
        static EvidenceView of(Evidence evidence) {
            return new EvidenceView(evidence.type(), evidence.at(), evidence.text(), evidence.permalink());
        }
    }

    /** All findings, and what could not be read. */
    record AnswerView(List<FindingView> findings, List<Answer.Unread> unread) {
        static AnswerView of(Answer answer) {
            return new AnswerView(
                    answer.findings().stream().map(FindingView::of).toList(), answer.unread());
        }
    }

    static FindingView of(Finding finding) {
        return new FindingView(
                finding.id(),
                finding.kind(),
                finding.subject(),
                word(finding.bearing()),
                word(finding.confidence()),
                word(finding.severity()),
                finding.said().title(),
                finding.said().cause(),
                finding.said().meaning(),
                finding.said().advice(),
                finding.evidence().stream().map(EvidenceView::of).toList(),
                finding.from(),
                finding.until());
    }

    static FindingView of(Found found) {
        return new FindingView(
                found.id(),
                found.kind(),
                found.subject(),
                word(found.bearing()),
                word(found.confidence()),
                word(found.severity()),
                found.title(),
                found.cause(),
                found.meaning(),
                found.advice(),
                found.evidence().stream()
                        .map(proof -> new EvidenceView(proof.type(), proof.at(), proof.text(), proof.link()))
                        .toList(),
                found.from(),
                found.until());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
