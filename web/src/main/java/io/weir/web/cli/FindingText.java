package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints findings for a person, or as they are. */
final class FindingText {
    private final PrintWriter out;
    private final String language;
    private final boolean json;

    FindingText(PrintWriter out, String language, boolean json) {
        this.out = out;
        this.language = language.equals("zh") ? "zh" : "en";
        this.json = json;
    }

    void print(JsonNode answer) {
        if (json) {
            out.println(answer.toPrettyString());
            return;
        }
        boolean zh = language.equals("zh");
        if (answer.path("findings").isEmpty()) {
            out.println(zh ? "没有发现问题。" : "Nothing was found.");
        }
        int number = 0;
        for (JsonNode finding : answer.path("findings")) {
            number++;
            out.println(number + ". " + finding.path("title").path(language).asText());
            out.println("   " + finding.path("bearing").asText() + ", "
                    + finding.path("confidence").asText() + ", "
                    + finding.path("severity").asText() + ", "
                    + finding.path("from").asText());
            out.println("   " + (zh ? "影响：" : "Means: ")
                    + finding.path("meaning").path(language).asText());
            out.println("   " + (zh ? "建议：" : "Do: ")
                    + finding.path("advice").path(language).asText());
            for (JsonNode evidence : finding.path("evidence")) {
                out.println("   - " + evidence.path("at").asText() + " "
                        + evidence.path("text").asText());
            }
        }
        for (JsonNode unread : answer.path("unread")) {
            out.println((zh ? "未评估：" : "Not assessed: ") + unread.path("source").asText() + ", "
                    + unread.path("why").asText());
        }
    }
}
