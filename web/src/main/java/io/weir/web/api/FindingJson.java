package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.finding.Answer;

/** Findings as the API tells them, for the command line. */
public final class FindingJson {
    private FindingJson() {}

    /** The {@code data} of {@code /api/v1/diagnosis/findings}. */
    public static JsonNode of(Answer answer) {
        return Json.MAPPER.valueToTree(FindingView.AnswerView.of(answer));
    }
}
