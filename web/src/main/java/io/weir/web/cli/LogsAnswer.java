package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.web.api.ControlPictures;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that shows log records takes, and how it prints them: in colours on a terminal only. */
final class LogsAnswer {
    private static final String RESET = "\u001b[0m";
    private static final String MARK = "\u001b[1;4m";

    @Mixin
    private final RunningWeir weir = new RunningWeir();

    @Option(names = "--json", description = "A JSON object a line, as the API tells it.")
    private boolean json;

    WeirClient client() {
        return weir.client();
    }

    static String query(List<String> words) {
        return URLEncoder.encode(String.join(" ", words), StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void print(PrintWriter out, JsonNode hit) {
        if (json) {
            out.println(ControlPictures.escapedJson(hit.toString()));
            return;
        }
        out.println(line(hit, System.console() != null && System.getenv("NO_COLOR") == null));
    }

    /** No terminal obeys it, wherever it is looked at in the end; who needs it as it was logged asks for JSON. */
    static String line(JsonNode hit, boolean colours) {
        String process = ControlPictures.of(hit.path("process").asText());
        String text = ControlPictures.of(hit.path("text").asText().stripTrailing());
        if (!colours) {
            return process + " | " + text;
        }
        String colour = colour(hit.path("level").asText());
        return "\u001b[36m" + process + RESET + " | " + colour + marked(text, hit.path("highlights"), colour) + RESET;
    }

    private static String colour(String level) {
        return switch (level) {
            case "ERROR", "FATAL" -> "\u001b[31m";
            case "WARN" -> "\u001b[33m";
            case "DEBUG", "TRACE" -> "\u001b[2m";
            default -> "";
        };
    }

    private static String marked(String text, JsonNode highlights, String colour) {
        StringBuilder marked = new StringBuilder();
        int at = 0;
        for (JsonNode each : highlights) {
            int start = Math.min(each.path("start").asInt(), text.length());
            int end = Math.min(each.path("end").asInt(), text.length());
            marked.append(text, at, Math.max(at, start)).append(MARK);
            marked.append(text, Math.max(at, start), Math.max(at, end))
                    .append(RESET)
                    .append(colour);
            at = Math.max(at, end);
        }
        return marked.append(text.substring(at)).toString();
    }
}
