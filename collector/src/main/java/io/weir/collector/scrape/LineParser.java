package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a page in full: {@code name{label="value",...} number [timestamp]}. Used for lines that the page before did
 * not have. Grammar: <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details">text format details</a>; a comma before
 * the closing brace is allowed, as Flink writes it.
 */
final class LineParser {
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] page = {};
    private int at;
    private int end;

    /** The labels of the line, the metric name included. {@link #position} is behind them afterwards. */
    Labels labels(byte[] bytes, int from, int to) throws MalformedPageException {
        page = bytes;
        at = from;
        end = to;
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.NAME, name(true));
        int afterName = at;
        skipBlanks();
        if (at < end && page[at] == '{') {
            at++;
            labelPairs(labels);
        } else {
            at = afterName;
        }
        return Labels.of(labels);
    }

    /** Behind what was read last. */
    int position() {
        return at;
    }

    private void labelPairs(Map<String, String> labels) throws MalformedPageException {
        while (true) {
            skipBlanks();
            if (at < end && page[at] == '}') {
                at++;
                return;
            }
            String name = name(false);
            skipBlanks();
            expect('=');
            skipBlanks();
            expect('"');
            String value = value();
            if (labels.putIfAbsent(name, value) != null) {
                throw new MalformedPageException("label " + name + " occurs twice");
            }
            skipBlanks();
            if (at < end && page[at] == ',') {
                at++;
            } else if (at >= end || page[at] != '}') {
                throw new MalformedPageException("expected , or } after the label " + name);
            }
        }
    }

    private String name(boolean metric) throws MalformedPageException {
        int from = at;
        while (at < end && isNameByte(page[at], at > from, metric)) {
            at++;
        }
        if (at == from) {
            throw new MalformedPageException(metric ? "expected a metric name" : "expected a label name or }");
        }
        String name = new String(page, from, at - from, StandardCharsets.US_ASCII);
        if (!metric && name.equals(Labels.NAME)) {
            throw new MalformedPageException("the label " + Labels.NAME + " is reserved for the metric name");
        }
        return name;
    }

    private static boolean isNameByte(byte b, boolean inside, boolean metric) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b == '_'
                || metric && b == ':'
                || inside && b >= '0' && b <= '9';
    }

    private String value() throws MalformedPageException {
        int from = at;
        boolean escaped = false;
        boolean ascii = true;
        while (at < end && page[at] != '"') {
            ascii &= page[at] >= 0;
            if (page[at] == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
        if (at >= end) {
            throw new MalformedPageException("a label value has no closing quote");
        }
        String raw = ascii ? new String(page, from, at - from, StandardCharsets.US_ASCII) : decoded(from, at);
        at++;
        return escaped ? unescaped(raw) : raw;
    }

    private String decoded(int from, int to) throws MalformedPageException {
        try {
            return utf8.decode(ByteBuffer.wrap(page, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPageException("a label value is not UTF-8");
        }
    }

    private static String unescaped(String raw) throws MalformedPageException {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            i++;
            switch (raw.charAt(i)) {
                case 'n' -> text.append('\n');
                case '\\' -> text.append('\\');
                case '"' -> text.append('"');
                default ->
                    throw new MalformedPageException("a label value has an escape other than \\\\, \\\" and \\n");
            }
        }
        return text.toString();
    }

    private void expect(char wanted) throws MalformedPageException {
        if (at >= end || page[at] != wanted) {
            throw new MalformedPageException("expected " + wanted);
        }
        at++;
    }

    private void skipBlanks() {
        while (at < end && (page[at] == ' ' || page[at] == '\t')) {
            at++;
        }
    }
}
