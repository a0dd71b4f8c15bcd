package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.web.api.ControlPictures;
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
            out.println(ControlPictures.escapedJson(answer.toPrettyString()));
            return;
        }
        boolean zh = language.equals("zh");
        if (answer.path("findings").isEmpty()) {
            say(zh ? "没有发现问题。" : "Nothing was found.");
        }
        int number = 0;
        for (JsonNode finding : answer.path("findings")) {
            number++;
            say(number + ". " + finding.path("title").path(language).asText());
            say("   " + finding.path("bearing").asText() + ", "
                    + finding.path("confidence").asText() + ", "
                    + finding.path("severity").asText() + ", "
                    + finding.path("from").asText());
            say("   " + (zh ? "影响：" : "Means: ")
                    + finding.path("meaning").path(language).asText());
            say("   " + (zh ? "建议：" : "Do: ")
                    + finding.path("advice").path(language).asText());
            for (JsonNode evidence : finding.path("evidence")) {
                say("   - " + evidence.path("at").asText() + " "
                        + evidence.path("text").asText());
            }
        }
        for (JsonNode unread : answer.path("unread")) {
            say((zh ? "未评估：" : "Not assessed: ") + unread.path("source").asText() + ", "
                    + unread.path("why").asText());
        }
    }

    /** Titles and evidence hold what strangers logged. */
    private void say(String line) {
        out.println(ControlPictures.of(line));
    }
}
