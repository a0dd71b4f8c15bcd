package io.weir.collector.scrape;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * OpenMetrics text 1.0.0, as strict as Prometheus reads it: {@code name{label="value",...} number [seconds] [# {labels} number
 * [seconds]]}, one blank between the parts, and {@code # EOF} at the end. Exemplars are checked and dropped. See <a
 * href="https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md">the specification</a>.
 */
final class OpenMetricsGrammar extends LineGrammar {
    private static final String TYPES = "counter gauge histogram gaugehistogram summary info stateset unknown";

    @Override
    boolean blanksAreFree() {
        return false;
    }

    @Override
    boolean needsEndMark() {
        return true;
    }

    @Override
    boolean atLabels() {
        return at < end && page[at] == '{';
    }

    @Override
    void labelPairs(Map<String, String> labels) throws MalformedPageException {
        if (at < end && page[at] == '}') {
            at++;
            return;
        }
        while (true) {
            String name = name(false, "expected a label name");
            expect('=');
            putLabel(labels, name, quoted(false));
            if (at < end && page[at] == '}') {
                at++;
                return;
            }
            if (at >= end || page[at] != ',') {
                throw new MalformedPageException("expected , or } after the label " + name);
            }
            at++;
        }
    }

    @Override
    double value(byte[] bytes, int from, int keyEnd, int lineEnd) throws MalformedPageException {
        page = bytes;
        end = lineEnd;
        at = keyEnd;
        timestampMs = NO_TIMESTAMP;
        double number = number("expected one blank and a number after the series");
        if (at < end && !startsWith(" # {", at, end)) {
            timestampMs = timestamp();
        }
        if (at < end) {
            exemplar(from, keyEnd);
        }
        return number;
    }

    private double number(String expected) throws MalformedPageException {
        int start = at + 1;
        if (start >= end || page[at] != ' ' || page[start] == ' ') {
            throw new MalformedPageException(expected);
        }
        at = start;
        while (at < end && page[at] != ' ') {
            at++;
        }
        return Decimal.parse(page, start, at);
    }

    /** Seconds with a fraction, cut to milliseconds. */
    private long timestamp() throws MalformedPageException {
        double seconds = number("expected one blank and a timestamp in seconds, or the end of the line");
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw new MalformedPageException("a timestamp is no finite number");
        }
        return (long) (seconds * 1000);
    }

    private void exemplar(int from, int keyEnd) throws MalformedPageException {
        if (!startsWith(" # {", at, end)) {
            throw new MalformedPageException("expected an exemplar, which begins with # {, or the end of the line");
        }
        int nameEnd = from;
        while (nameEnd < keyEnd && page[nameEnd] != '{') {
            nameEnd++;
        }
        String name = new String(page, from, nameEnd - from, StandardCharsets.US_ASCII);
        if (!name.endsWith("_total") && !name.endsWith("_bucket")) {
            throw new MalformedPageException("only series ending in _total or _bucket have exemplars");
        }
        at += 4;
        exemplarLabels();
        number("expected one blank and a number after the exemplar's labels");
        if (at < end) {
            timestamp();
        }
        if (at < end) {
            throw new MalformedPageException("expected the end of the line after the exemplar");
        }
    }

    /** Unlike those of a series, an exemplar's labels may repeat: nothing is made of them. */
    private void exemplarLabels() throws MalformedPageException {
        boolean first = true;
        while (at >= end || page[at] != '}') {
            if (!first) {
                expect(',');
            }
            first = false;
            name(false, "expected a label name");
            expect('=');
            quoted(false);
        }
        at++;
    }

    @Override
    boolean comment(byte[] bytes, int from, int lineEnd, int pageEnd) throws MalformedPageException {
        page = bytes;
        end = lineEnd;
        refuseNul(from, lineEnd);
        if (startsWith("# EOF", from, end)) {
            if (lineEnd != from + 5 || lineEnd + 1 < pageEnd) {
                throw new MalformedPageException("there is more behind # EOF");
            }
            return true;
        }
        String keyword = "";
        for (String one : new String[] {"HELP", "TYPE", "UNIT"}) {
            keyword = startsWith("# " + one + ' ', from, end) ? one : keyword;
        }
        if (keyword.isEmpty()) {
            throw new MalformedPageException("expected # HELP, # TYPE, # UNIT or # EOF");
        }
        at = from + 7;
        String name = name(true, "expected a metric name after # " + keyword);
        expect(' ');
        metadata(keyword, at, lineEnd, TYPES);
        String unit = new String(page, at, lineEnd - at, StandardCharsets.ISO_8859_1);
        if (keyword.equals("UNIT") && !unit.isEmpty() && !name.endsWith('_' + unit)) {
            throw new MalformedPageException("the unit is no suffix of the metric's name");
        }
        return false;
    }
}
