package io.weir.runtime.driver.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Flink's error bodies: {@code {"errors": [...]}}, where an entry is a sentence or a whole server-side stack trace of
 * hundreds of lines.
 */
final class FlinkErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters; whoever keeps a reason shortens it after hidden values were taken out of it. */
    private static final int LONGEST = 64 << 10;

    private FlinkErrors() {}

    /** The first sentence, and the deepest cause when a stack trace follows it. */
    static String reason(String body) {
        String first = "";
        String cause = "";
        try {
            for (JsonNode error : JSON.readTree(body).path("errors")) {
                String previous = "";
                for (String line : error.asText().split("\n")) {
                    String text = line.trim();
                    if (first.isEmpty()) {
                        first = text;
                    }
                    if (text.startsWith("Caused by:") || previous.startsWith("<Exception on server side")) {
                        cause = text;
                    }
                    previous = text;
                }
            }
        } catch (JsonProcessingException e) {
            first = body.strip();
        }
        String reason = cause.isEmpty() ? first : first + " " + cause;
        return reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason;
    }
}
