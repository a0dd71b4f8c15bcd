package io.weir.web.api;

import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A finding as the API tells it. */
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
            return new EvidenceView(typeOf(evidence), evidence.at(), evidence.text(), evidence.permalink());
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

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String typeOf(Evidence evidence) {
        if (evidence instanceof Evidence.LogLine) {
            return "log";
        } else if (evidence instanceof Evidence.Metric) {
            return "metric";
        } else if (evidence instanceof Evidence.Thrown) {
            return "exception";
        } else if (evidence instanceof Evidence.CheckpointSeen) {
            return "checkpoint";
        } else if (evidence instanceof Evidence.StatusChange) {
            return "status";
        } else if (evidence instanceof Evidence.Exit) {
            return "exit";
        } else if (evidence instanceof Evidence.Frame) {
            return "frame";
        } else if (evidence instanceof Evidence.SceneFile) {
            return "scene";
        }
        return "event";
    }
}
