package io.weir.collector.scrape;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one target. It remembers the last good page: a line whose key is unchanged costs a comparison. A malformed line
 * fails the page as a whole and changes nothing. Not thread-safe.
 */
final class ExpositionParser {
    private static final int EXCERPT_BYTES = 200;
    private static final byte[] NO_BYTES = {};
    private static final PageTable NONE = new PageTable(0);

    private final SeriesResolver resolver;
    private final boolean keepTimestamps;
    private PageFormat format = PageFormat.TEXT;
    private LineGrammar grammar = new TextGrammar();
    private PageTable last = new PageTable(0);
    private PageTable next = NONE;
    private int pageNumber;

    // The page being read.
    private byte[] page = NO_BYTES;
    private int end;
    private int samples;
    private int duplicates;
    private int expectedRow;
    private boolean ended;

    /** True while every row so far is the same series as in the last page, in the same order: none can come twice then. */
    private boolean unmoved;

    /**
     * A parser.
     *
     * @param keepTimestamps whether the table of a page holds the times on it
     */
    ExpositionParser(SeriesResolver resolver, boolean keepTimestamps) {
        this.resolver = resolver;
        this.keepTimestamps = keepTimestamps;
    }

    /**
     * Reads a page into a table, which the parser keeps together with the array, and gives back the table of the page before.
     *
     * @param sampleLimit the most samples, duplicates included
     * @param into overwritten; given back itself when the page fails
     * @throws MalformedPageException with the line's number and an excerpt; nothing of the page counts then
     */
    PageTable parse(PageFormat written, byte[] bytes, int length, int sampleLimit, PageTable into)
            throws MalformedPageException {
        use(written);
        next = into;
        page = bytes;
        end = length;
        samples = 0;
        duplicates = 0;
        expectedRow = 0;
        ended = false;
        pageNumber++;
        next.clear(bytes, length, keepTimestamps);
        unmoved = last.rows > 0;
        try {
            readLines(sampleLimit);
        } finally {
            next = NONE;
            page = NO_BYTES;
            grammar.page = NO_BYTES;
        }
        PageTable before = last;
        last = into;
        return before;
    }

    private void readLines(int sampleLimit) throws MalformedPageException {
        refuseMarkup();
        int at = 0;
        while (at < end) {
            int after = expectedRow < last.rows && !keepTimestamps ? unchanged(at) : at;
            at = after > at ? after : line(at);
            if (samples > sampleLimit) {
                throw new MalformedPageException(
                        ScrapeFailure.Reason.SAMPLE_LIMIT, "the page has more than " + sampleLimit + " samples");
            }
        }
        if (grammar.needsEndMark() && !ended) {
            throw new MalformedPageException("the page does not end with # EOF: it was cut");
        }
        if (unmoved && expectedRow < last.rows) {
            markSeen();
        }
    }

    /** True when the last good page had the series of the one before, all of them in the same order. */
    boolean isUnmoved() {
        return unmoved;
    }

    /** Gives every series of the page being read, or of the one read last, the page's number. */
    void markSeen() {
        unmoved = false;
        PageTable read = next == NONE ? last : next;
        for (int row = 0; row < read.rows; row++) {
            PageSeries one = read.series[row];
            if (one != null) {
                one.lastPage = pageNumber;
            }
        }
    }

    /** What was a good line in one format need not be one in the other. */
    private void use(PageFormat written) {
        if (format != written) {
            forget();
            format = written;
            grammar = written == PageFormat.TEXT ? new TextGrammar() : new OpenMetricsGrammar();
        }
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

    /**
     * Reads the lines that are byte for byte those of the last page, found by one comparison, and the line behind them if only its number
     * changed. Returns where the next line begins.
     */
    private int unchanged(int at) throws MalformedPageException {
        int row = expectedRow;
        int shift = at - last.start[row];
        int different = Arrays.mismatch(last.bytes, at - shift, last.length, page, at, end);
        int equalTo = different < 0 ? last.length : at - shift + different;
        int position = at;
        while (row < last.rows && last.start[row] + shift == position && last.lineEnd[row] < equalTo) {
            int lineEnd = last.lineEnd[row] + shift;
            copy(position, last.keyEnd[row] + shift, lineEnd, last.series[row], last.value[row]);
            position = lineEnd + 1;
            row++;
        }
        expectedRow = row;
        boolean sameKey = row < last.rows
                && last.series[row] != null
                && last.start[row] + shift == position
                && last.keyEnd[row] <= equalTo
                && last.bytes[last.keyEnd[row] - 1] == '}';
        if (sameKey) {
            int keyEnd = last.keyEnd[row] + shift;
            int lineEnd = lineEnd(keyEnd);
            copy(position, keyEnd, lineEnd, last.series[row], value(position, keyEnd, lineEnd));
            position = lineEnd + 1;
            expectedRow++;
        }
        return position;
    }

    private void copy(int from, int keyEnd, int lineEnd, @Nullable PageSeries series, double value) {
        if (series != null && !unmoved) {
            add(from, keyEnd, lineEnd, series, value, 0);
            return;
        }
        samples += series == null ? 0 : 1;
        next.add(from, keyEnd, lineEnd, series, value);
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
        if (unmoved) {
            markSeen();
        }
        int lineEnd = lineEnd(at);
        int from = at;
        if (grammar.blanksAreFree()) {
            from = TextGrammar.skipBlanks(page, at, lineEnd);
            if (from == TextGrammar.trimmedEnd(page, from, lineEnd)) {
                return lineEnd + 1;
            }
        }
        if (from < end && page[from] == '#') {
            comment(at, from, lineEnd);
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
        return unknown(from, lineEnd);
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
        if (page[keyEnd - 1] != '}' && keyGoesOn(keyEnd)) {
            return -1;
        }
        int restLength = last.lineEnd[row] - last.keyEnd[row];
        int lineEnd = keyEnd + restLength;
        if (lineEnd <= end
                && (lineEnd == end || page[lineEnd] == '\n')
                && Arrays.equals(last.bytes, last.keyEnd[row], last.lineEnd[row], page, keyEnd, lineEnd)) {
            add(at, keyEnd, lineEnd, series, last.value[row], keepTimestamps ? last.timestampMs[row] : 0);
            return lineEnd + 1;
        }
        lineEnd = lineEnd(keyEnd);
        double value = value(at, keyEnd, lineEnd);
        add(at, keyEnd, lineEnd, series, value, grammar.timestampMs);
        return lineEnd + 1;
    }

    /** True when a name without labels is the beginning of a longer one, or when labels follow it. */
    private boolean keyGoesOn(int keyEnd) {
        if (keyEnd < end && LineGrammar.isNameByte(page[keyEnd], true, true)) {
            return true;
        }
        int after = TextGrammar.skipBlanks(page, keyEnd, end);
        return after < end && page[after] == '{';
    }

    private int unknown(int from, int firstLineEnd) throws MalformedPageException {
        int keyEnd;
        PageSeries series;
        try {
            Map<String, String> labels = grammar.series(page, from, end);
            keyEnd = grammar.at;
            // A bad number is told before the series becomes one of the target's.
            int lineEnd = lineEnd(keyEnd);
            double value = grammar.value(page, from, keyEnd, lineEnd);
            long timestampMs = grammar.timestampMs;
            series = resolver.resolve(labels);
            add(from, keyEnd, lineEnd, series, value, timestampMs);
            return lineEnd + 1;
        } catch (MalformedPageException e) {
            throw at(from, firstLineEnd, e);
        }
    }

    private void comment(int at, int from, int lineEnd) throws MalformedPageException {
        try {
            ended = grammar.comment(page, from, lineEnd, end);
        } catch (MalformedPageException e) {
            throw at(from, lineEnd, e);
        }
        if (!ended) {
            next.add(at, lineEnd, lineEnd, null, 0);
        }
    }

    private void add(int from, int keyEnd, int lineEnd, PageSeries series, double value, long timestampMs) {
        samples++;
        if (!unmoved) {
            if (series.lastPage == pageNumber) {
                duplicates++;
                return;
            }
            series.lastPage = pageNumber;
        }
        next.add(from, keyEnd, lineEnd, series, value);
        if (keepTimestamps) {
            next.timestampMs[next.rows - 1] = timestampMs;
        }
    }

    private double value(int from, int keyEnd, int lineEnd) throws MalformedPageException {
        try {
            return grammar.value(page, from, keyEnd, lineEnd);
        } catch (MalformedPageException e) {
            throw at(from, lineEnd, e);
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
        int lineNumber = 1;
        for (int i = 0; i < from; i++) {
            lineNumber += page[i] == '\n' ? 1 : 0;
        }
        return new MalformedPageException(
                cause.reason(),
                "line " + lineNumber + ": " + cause.getMessage() + ": \""
                        + Excerpt.of(page, from, lineEnd, EXCERPT_BYTES) + '"');
    }
}
