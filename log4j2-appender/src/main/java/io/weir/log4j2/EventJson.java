package io.weir.log4j2;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.LogEvent;

/** A log event as the JSON object that Weir reads. */
final class EventJson {
    private static final int LONGEST_TEXT = 240 * 1024;

    private EventJson() {}

    static byte[] of(LogEvent event) {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"timestamp\":").append(event.getTimeMillis());
        field(json, "level", event.getLevel().name());
        field(json, "logger", event.getLoggerName());
        field(json, "thread", event.getThreadName());
        field(json, "message", event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace));
            field(json, "stack_trace", trace.toString());
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What Weir shall know of events that were lost here. */
    static byte[] ofDropped(long count, long nowMillis) {
        StringBuilder json = new StringBuilder("{\"timestamp\":").append(nowMillis);
        field(json, "level", "WARN");
        field(json, "logger", WeirAppender.class.getName());
        field(json, "message", count + " log events were dropped: the buffer was full or damaged");
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder json, String name, String value) {
        if (value == null) {
            return;
        }
        json.append(",\"").append(name).append("\":\"");
        int length = Math.min(value.length(), LONGEST_TEXT);
        for (int i = 0; i < length; i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter < ' ') {
                json.append(String.format("\\u%04x", (int) letter));
            } else {
                json.append(letter);
            }
        }
        if (length < value.length()) {
            json.append("... [cut here, the text had ").append(value.length()).append(" characters]");
        }
        json.append('"');
    }
}
