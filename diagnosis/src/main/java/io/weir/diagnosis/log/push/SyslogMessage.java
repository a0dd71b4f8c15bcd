package io.weir.diagnosis.log.push;

import io.weir.diagnosis.log.EventFields;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.StockLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A message of <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6">RFC 5424</a>. The parameters of its structured data are
 * labels. What is no such message, as RFC 3164 wrote them, is taken as it is behind its priority.
 */
final class SyslogMessage {
    private final byte[] bytes;
    private int at;

    private SyslogMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    static PushedLine read(byte[] bytes, Map<String, String> defaults) {
        return new SyslogMessage(bytes).line(defaults);
    }

    private PushedLine line(Map<String, String> defaults) {
        int severity = priority();
        int start = at;
        Map<String, String> labels = new HashMap<>(defaults);
        long time = PushedLine.NO_TIME;
        if (word().equals("1")) {
            time = EventFields.millis(word());
            label(labels, "hostname", word());
            label(labels, "app", word());
            label(labels, "procid", word());
            label(labels, "msgid", word());
            structuredData(labels);
            start = Math.min(bytes.length, at);
            if (bytes.length - start >= 3
                    && (bytes[start] & 0xFF) == 0xEF
                    && (bytes[start + 1] & 0xFF) == 0xBB
                    && (bytes[start + 2] & 0xFF) == 0xBF) {
                start += 3;
            }
        }
        byte[] text = Arrays.copyOfRange(bytes, start, bytes.length);
        // What forwards files gives every line the same severity; the line knows better.
        LogLevel level = StockLine.isOne(text) ? LogLevel.UNKNOWN : level(severity);
        return new PushedLine(PushedOrigin.of(labels), time, level, text);
    }

    private int priority() {
        int value = 0;
        if (bytes.length > 2 && bytes[0] == '<') {
            for (int i = 1; i < Math.min(bytes.length, 5); i++) {
                if (bytes[i] == '>') {
                    at = i + 1;
                    return value & 7;
                }
                value = value * 10 + bytes[i] - '0';
            }
        }
        return -1;
    }

    private String word() {
        int from = at;
        while (at < bytes.length && bytes[at] != ' ') {
            at++;
        }
        String word = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at++;
        return word;
    }

    private static void label(Map<String, String> labels, String name, String value) {
        if (!value.equals("-") && !value.isEmpty()) {
            labels.putIfAbsent(name, value);
        }
    }

    /** {@code -}, or elements such as <code>[id@1 name="value" other="a \"b\""]</code>. */
    private void structuredData(Map<String, String> labels) {
        if (at < bytes.length && bytes[at] != '[') {
            String unused = word();
            return;
        }
        while (at < bytes.length && bytes[at] == '[') {
            at++;
            until(" ]");
            while (at < bytes.length && bytes[at] == ' ') {
                at++;
                String name = until("=");
                at += 2;
                labels.put(name, value());
            }
            at++;
        }
        at++;
    }

    private String until(String ends) {
        int from = Math.min(at, bytes.length);
        while (at < bytes.length && ends.indexOf(bytes[at]) < 0) {
            at++;
        }
        return new String(bytes, from, Math.max(0, Math.min(at, bytes.length) - from), StandardCharsets.UTF_8);
    }

    private String value() {
        StringBuilder escaped = new StringBuilder();
        int from = Math.min(at, bytes.length);
        while (at < bytes.length && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        escaped.append(new String(bytes, from, Math.min(at, bytes.length) - from, StandardCharsets.UTF_8));
        at++;
        return escaped.toString().replaceAll("\\\\([\"\\\\\\]])", "$1");
    }

    private static LogLevel level(int severity) {
        return switch (severity) {
            case 0, 1, 2 -> LogLevel.FATAL;
            case 3 -> LogLevel.ERROR;
            case 4 -> LogLevel.WARN;
            case 5, 6 -> LogLevel.INFO;
            case 7 -> LogLevel.DEBUG;
            default -> LogLevel.UNKNOWN;
        };
    }
}
