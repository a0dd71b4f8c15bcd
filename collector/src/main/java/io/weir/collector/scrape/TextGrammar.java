package io.weir.collector.scrape;

import java.util.Map;

/**
 * The text format 0.0.4: {@code name{label="value",...} number [timestamp]}. See <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details">text format details</a>. As in
 * Prometheus, a comma after each label may be left out or be the last thing before the brace, as Flink writes it. Beyond it, lines may
 * end with a carriage return.
 */
final class TextGrammar extends LineGrammar {
    private static final String TYPES = "counter gauge histogram summary untyped";

    @Override
    boolean blanksAreFree() {
        return true;
    }

    @Override
    boolean needsEndMark() {
        return false;
    }

    @Override
    boolean atLabels() {
        int afterName = at;
        skipBlanks();
        if (at < end && page[at] == '{') {
            return true;
        }
        at = afterName;
        return false;
    }

    @Override
    void labelPairs(Map<String, String> labels) throws MalformedPageException {
        while (true) {
            skipBlanks();
            if (at < end && page[at] == '}') {
                at++;
                return;
            }
            String name = name(false, "expected a label name or }");
            skipBlanks();
            expect('=');
            skipBlanks();
            putLabel(labels, name, quoted(true));
            skipBlanks();
            if (at < end && page[at] == ',') {
                at++;
            }
        }
    }

    @Override
    double value(byte[] bytes, int from, int keyEnd, int lineEnd) throws MalformedPageException {
        int to = trimmedEnd(bytes, keyEnd, lineEnd);
        int start = skipBlanks(bytes, keyEnd, to);
        if (start == to) {
            throw new MalformedPageException("expected a number after the series");
        }
        int numberEnd = start;
        while (numberEnd < to && bytes[numberEnd] != ' ' && bytes[numberEnd] != '\t') {
            numberEnd++;
        }
        timestampMs = timestamp(bytes, skipBlanks(bytes, numberEnd, to), to);
        return Decimal.parse(bytes, start, numberEnd);
    }

    /** Digits only: Prometheus takes no sign either. */
    private static long timestamp(byte[] bytes, int from, int to) throws MalformedPageException {
        if (from == to) {
            return NO_TIMESTAMP;
        }
        long time = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || time > (Long.MAX_VALUE - digit) / 10) {
                throw new MalformedPageException(
                        "expected a timestamp in milliseconds or the end of the line after the number");
            }
            time = time * 10 + digit;
        }
        return time;
    }

    @Override
    boolean comment(byte[] bytes, int from, int lineEnd, int pageEnd) throws MalformedPageException {
        page = bytes;
        end = lineEnd;
        refuseNul(from, lineEnd);
        at = from + 1;
        skipBlanks();
        boolean metadata = at > from + 1 && (startsWith("HELP", at, end) || startsWith("TYPE", at, end));
        int afterWord = at + 4;
        if (!metadata || afterWord >= end || page[afterWord] != ' ' && page[afterWord] != '\t') {
            return false;
        }
        String keyword = page[at] == 'H' ? "HELP" : "TYPE";
        at = afterWord;
        skipBlanks();
        name(true, "expected a metric name after # " + keyword);
        int to = keyword.equals("TYPE") && page[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        metadata(keyword, at + 1, to, TYPES);
        return false;
    }

    private void skipBlanks() {
        at = skipBlanks(page, at, end);
    }

    static int skipBlanks(byte[] bytes, int from, int to) {
        int next = from;
        while (next < to && (bytes[next] == ' ' || bytes[next] == '\t')) {
            next++;
        }
        return next;
    }

    static int trimmedEnd(byte[] bytes, int from, int lineEnd) {
        int to = lineEnd;
        while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t' || bytes[to - 1] == '\r')) {
            to--;
        }
        return to;
    }
}
