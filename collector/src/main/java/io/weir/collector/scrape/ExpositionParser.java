package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Reads the pages of one target in Prometheus' text format 0.0.4. It remembers the last good page: a line whose key is
 * unchanged costs a comparison. A malformed line fails the page as a whole and changes nothing. Not thread-safe.
 */
final class ExpositionParser {
    private static final int EXCERPT_BYTES = 200;
    private static final byte[] NO_BYTES = {};
    private static final PageTable NONE = new PageTable(0);

    private final Function<Labels, PageSeries> resolver;
    private final LineParser lines = new LineParser();
    private PageTable last = new PageTable(0);
    private PageTable next = NONE;
    private int pageNumber;

    // The page being read.
    private byte[] page = NO_BYTES;
    private int end;
    private int lineNumber;
    private int samples;
    private int duplicates;
    private int expectedRow;

    /**
     * A parser.
     *
     * @param resolver from the labels on the page to the series; must give the same object for equal labels
     */
    ExpositionParser(Function<Labels, PageSeries> resolver) {
        this.resolver = resolver;
    }

    /**
     * Reads a page into a table, which the parser keeps together with the array, and gives back the table of the page before.
     *
     * @param sampleLimit the most samples, duplicates included
     * @param into overwritten; given back itself when the page fails
     * @throws MalformedPageException with the line's number and an excerpt; nothing of the page counts then
     */
    PageTable parse(byte[] bytes, int length, int sampleLimit, PageTable into) throws MalformedPageException {
        next = into;
        page = bytes;
        end = length;
        lineNumber = 0;
        samples = 0;
        duplicates = 0;
        expectedRow = 0;
        pageNumber++;
        next.clear(bytes);
        refuseMarkup();
        int at = 0;
        while (at < end) {
            lineNumber++;
            at = line(at);
            if (samples > sampleLimit) {
                throw new SampleLimitException(sampleLimit);
            }
        }
        PageTable before = last;
        last = next;
        next = NONE;
        page = NO_BYTES;
        return before;
    }

    /** The lines of the last good page: rows with a series are its samples, without duplicates. */
    PageTable lastPage() {
        return last;
    }

    /** The number that {@link PageSeries#lastPage} has for the series of the last page read. */
    int pageNumber() {
        return pageNumber;
    }

    /** How many lines of the last page repeated a series and were left out. */
    int duplicates() {
        return duplicates;
    }

    /** Forgets the last page; the next one is read in full. */
    void forget() {
        last = new PageTable(0);
    }

    /** Reads the line at a position and returns where the next one begins. */
    private int line(int at) throws MalformedPageException {
        if (expectedRow < last.rows && last.hasKey(expectedRow, page, at, end)) {
            int after = known(expectedRow, at);
            if (after > 0) {
                expectedRow++;
                return after;
            }
        }
        int lineEnd = lineEnd(at);
        int from = skipBlanks(at, lineEnd);
        if (from == trimmedEnd(from, lineEnd)) {
            return lineEnd + 1;
        }
        if (page[from] == '#') {
            next.add(at, lineEnd, lineEnd, null, 0);
            // The comment may have replaced, or come before, the row that was expected; the hash finds the way back.
            return lineEnd + 1;
        }
        int keyEnd = probableKeyEnd(from, lineEnd);
        int row = keyEnd < 0 ? -1 : last.find(page, from, keyEnd);
        if (row >= 0) {
            int after = known(row, from);
            if (after > 0) {
                expectedRow = row + 1;
                return after;
            }
        }
        unknown(from, lineEnd);
        return lineEnd + 1;
    }

    /** Reads a line whose key is that of a row of the last page; -1 when the key goes on beyond it. */
    private int known(int row, int at) throws MalformedPageException {
        int keyEnd = at + last.keyEnd[row] - last.start[row];
        PageSeries series = last.series[row];
        if (series == null) {
            if (keyEnd < end && page[keyEnd] != '\n') {
                return -1;
            }
            next.add(at, keyEnd, keyEnd, null, 0);
            return keyEnd + 1;
        }
        if (page[keyEnd - 1] != '}' && (keyEnd == end || page[keyEnd] != ' ' && page[keyEnd] != '\t')) {
            return -1;
        }
        int restLength = last.lineEnd[row] - last.keyEnd[row];
        int lineEnd = keyEnd + restLength;
        if (lineEnd <= end
                && (lineEnd == end || page[lineEnd] == '\n')
                && Arrays.equals(last.bytes, last.keyEnd[row], last.lineEnd[row], page, keyEnd, lineEnd)) {
            add(at, keyEnd, lineEnd, series, last.value[row]);
            return lineEnd + 1;
        }
        lineEnd = lineEnd(keyEnd);
        add(at, keyEnd, lineEnd, series, value(at, keyEnd, lineEnd));
        return lineEnd + 1;
    }

    private void unknown(int from, int lineEnd) throws MalformedPageException {
        Labels labels;
        try {
            labels = lines.labels(page, from, lineEnd);
        } catch (MalformedPageException e) {
            throw at(from, lineEnd, e);
        }
        int keyEnd = lines.position();
        double value = value(from, keyEnd, lineEnd);
        add(from, keyEnd, lineEnd, resolver.apply(labels), value);
    }

    private void add(int from, int keyEnd, int lineEnd, PageSeries series, double value) {
        samples++;
        if (series.lastPage == pageNumber) {
            duplicates++;
            return;
        }
        series.lastPage = pageNumber;
        next.add(from, keyEnd, lineEnd, series, value);
    }

    /** The number behind the key, and whatever may follow it: blanks and a timestamp, which is not used. */
    private double value(int from, int keyEnd, int lineEnd) throws MalformedPageException {
        int to = trimmedEnd(keyEnd, lineEnd);
        int start = skipBlanks(keyEnd, to);
        if (start == to || start == keyEnd && page[keyEnd - 1] != '}') {
            throw at(from, lineEnd, new MalformedPageException("expected a blank and a number after the series"));
        }
        int numberEnd = start;
        while (numberEnd < to && page[numberEnd] != ' ' && page[numberEnd] != '\t') {
            numberEnd++;
        }
        try {
            checkTimestamp(skipBlanks(numberEnd, to), to);
            return Decimal.parse(page, start, numberEnd);
        } catch (MalformedPageException e) {
            throw at(from, lineEnd, e);
        }
    }

    private void checkTimestamp(int from, int to) throws MalformedPageException {
        int digits = from < to && page[from] == '-' ? from + 1 : from;
        boolean good = from == to || digits < to && to - digits < 19;
        for (int i = digits; i < to && good; i++) {
            good = page[i] >= '0' && page[i] <= '9';
        }
        if (!good) {
            throw new MalformedPageException(
                    "expected a timestamp in milliseconds or the end of the line after the number");
        }
    }

    /** The key ends at the last brace: a number holds none. Without braces it ends at the first blank. */
    private int probableKeyEnd(int from, int lineEnd) {
        for (int i = lineEnd - 1; i >= from; i--) {
            if (page[i] == '}') {
                return i + 1;
            }
        }
        for (int i = from; i < lineEnd; i++) {
            if (page[i] == ' ' || page[i] == '\t') {
                return i;
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < end && page[at] != '\n') {
            at++;
        }
        return at;
    }

    private int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && (page[at] == ' ' || page[at] == '\t')) {
            at++;
        }
        return at;
    }

    private int trimmedEnd(int from, int lineEnd) {
        int to = lineEnd;
        while (to > from && (page[to - 1] == ' ' || page[to - 1] == '\t' || page[to - 1] == '\r')) {
            to--;
        }
        return to;
    }

    /** A login page or an error in JSON is no page of metrics, and its text says more than "malformed line 1". */
    private void refuseMarkup() throws MalformedPageException {
        int at = 0;
        while (at < end && (page[at] <= ' ' && page[at] >= 0)) {
            at++;
        }
        if (at < end && (page[at] == '<' || page[at] == '{' || page[at] == '[')) {
            throw new MalformedPageException("the target answered with "
                    + (page[at] == '<' ? "HTML or XML" : "JSON")
                    + " instead of metrics: \"" + Excerpt.of(page, at, end, EXCERPT_BYTES) + '"');
        }
    }

    private MalformedPageException at(int from, int lineEnd, MalformedPageException cause) {
        return new MalformedPageException("line " + lineNumber + ": " + cause.getMessage() + ": \""
                + Excerpt.of(page, from, lineEnd, EXCERPT_BYTES) + '"');
    }

    /** More samples than allowed. */
    static final class SampleLimitException extends MalformedPageException {
        private static final long serialVersionUID = 1L;

        SampleLimitException(int limit) {
            super("the page has more than " + limit + " samples");
        }
    }
}
