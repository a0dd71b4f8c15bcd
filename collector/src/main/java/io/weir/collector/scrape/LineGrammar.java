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
 * How the lines of one format are read, and what both formats have in common. The verdicts are those of Prometheus 2.42; <a
 * href="https://github.com/prometheus/prometheus/tree/v2.42.0/model/textparse">its two lexers</a> are the reference where the
 * specifications leave something open. Not thread-safe.
 */
abstract class LineGrammar {
    /** A sample without a time of its own. */
    static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** The page, a place in it, and how far may be read. */
    byte[] page = {};

    int at;
    int end;

    /** The time on the line that {@link #value} read last, in milliseconds since the epoch. */
    long timestampMs = NO_TIMESTAMP;

    /**
     * The labels of a line, the metric name and empty ones included; {@link #at} is behind them afterwards.
     *
     * @param to the end of the page, as a label value of the text format may hold line feeds
     */
    final Map<String, String> series(byte[] bytes, int from, int to) throws MalformedPageException {
        page = bytes;
        at = from;
        end = to;
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.NAME, name(true, "expected a metric name"));
        if (atLabels()) {
            at++;
            labelPairs(labels);
        }
        return labels;
    }

    /** True when {@link #at} is the brace that opens the labels, moving it there where blanks may come between. */
    abstract boolean atLabels();

    /** Reads label pairs and the closing brace. */
    abstract void labelPairs(Map<String, String> labels) throws MalformedPageException;

    /** The number behind a key; its time goes to {@link #timestampMs}. */
    abstract double value(byte[] bytes, int from, int keyEnd, int lineEnd) throws MalformedPageException;

    /**
     * Checks a line that begins with {@code #}.
     *
     * @return true when it is the mark that ends the page
     */
    abstract boolean comment(byte[] bytes, int from, int lineEnd, int pageEnd) throws MalformedPageException;

    /** True when blank lines, and blanks before a line, mean nothing. */
    abstract boolean blanksAreFree();

    /** True when a page must end with a mark, without which it may have been cut. */
    abstract boolean needsEndMark();

    final String name(boolean metric, String expected) throws MalformedPageException {
        int from = at;
        while (at < end && isNameByte(page[at], at > from, metric)) {
            at++;
        }
        if (at == from) {
            throw new MalformedPageException(expected);
        }
        return new String(page, from, at - from, StandardCharsets.US_ASCII);
    }

    static boolean isNameByte(byte b, boolean inside, boolean metric) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b == '_'
                || metric && b == ':'
                || inside && b >= '0' && b <= '9';
    }

    final void putLabel(Map<String, String> labels, String name, String value) throws MalformedPageException {
        if (name.equals(Labels.NAME)) {
            throw new MalformedPageException("the label " + Labels.NAME + " is reserved for the metric name");
        }
        if (labels.putIfAbsent(name, value) != null) {
            throw new MalformedPageException("label " + name + " occurs twice");
        }
    }

    /** A quoted value. Escapes other than {@code \\}, {@code \"} and {@code \n} stand for themselves. */
    final String quoted(boolean lineFeeds) throws MalformedPageException {
        expect('"');
        int from = at;
        boolean escaped = false;
        boolean ascii = true;
        while (at < end && page[at] != '"') {
            ascii &= page[at] >= 0;
            if (page[at] == '\\') {
                escaped = true;
                at = escapedAt(at + 1);
                ascii &= at >= end || page[at] >= 0;
            } else if (page[at] == '\n' && !lineFeeds) {
                throw new MalformedPageException("a label value has no closing quote on its line");
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

    private int escapedAt(int from) throws MalformedPageException {
        int next = from;
        while (next < end && page[next] == 0) {
            next++;
        }
        if (next < end && page[next] == '\n') {
            throw new MalformedPageException("a label value has a backslash at the end of a line");
        }
        return next;
    }

    final String decoded(int from, int to) throws MalformedPageException {
        try {
            return utf8.decode(ByteBuffer.wrap(page, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPageException("a label value is not UTF-8");
        }
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            char next = c == '\\' && i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (next == 'n' || next == '\\' || next == '"') {
                text.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** What follows the keyword and the name in a line of metadata. */
    final void metadata(String keyword, int textFrom, int lineEnd, String types) throws MalformedPageException {
        int from = Math.min(textFrom, lineEnd);
        if (keyword.equals("TYPE")) {
            String type = new String(page, from, lineEnd - from, StandardCharsets.ISO_8859_1);
            if (type.isEmpty() || type.indexOf(' ') >= 0 || !(' ' + types + ' ').contains(' ' + type + ' ')) {
                throw new MalformedPageException("\"" + Excerpt.of(page, from, lineEnd, 60)
                        + "\" is no metric type; the types are " + types.replace(" ", ", "));
            }
        } else if (keyword.equals("HELP")) {
            try {
                decoded(from, lineEnd);
            } catch (MalformedPageException e) {
                throw new MalformedPageException("the help text is not UTF-8");
            }
        }
    }

    /** Prometheus takes a NUL byte for the end of the page, or leaves it out; a page of metrics has none. */
    final void refuseNul(int from, int to) throws MalformedPageException {
        for (int i = from; i < to; i++) {
            if (page[i] == 0) {
                throw new MalformedPageException("a comment holds a NUL byte");
            }
        }
    }

    final boolean startsWith(String word, int from, int to) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (page[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    final void expect(char wanted) throws MalformedPageException {
        if (at >= end || page[at] != wanted) {
            throw new MalformedPageException("expected " + wanted);
        }
        at++;
    }
}
