package io.weir.collector.scrape;

import java.util.Map;

/**
 * Reads the pages of one target. It remembers the last good page: a line whose key is unchanged costs a comparison. A malformed line
 * fails the page as a whole and changes nothing. Not thread-safe.
 */
final class ExpositionParser {
    private static final int EXCERPT_BYTES = 200;
    private static final int SPARE_PART_BYTES = 1 << 16;
    private static final byte[] NO_BYTES = {};
    private static final PageTable NONE = new PageTable(0);

    private final SeriesResolver resolver;
    private final boolean keepTimestamps;
    private PageFormat format = PageFormat.TEXT;
    private LineGrammar grammar = new TextGrammar();
    private KeyParts parts = new KeyParts();

    /** The size of the parts when none of them was superfluous. */
    private int leanSize;

    private PageTable last = new PageTable(0);
    private PageTable next = NONE;
    private final LineEnd rest = new LineEnd();
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
     * Reads a page into a table, which the parser keeps, and gives back the table of the page before.
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
        next.clear(keepTimestamps);
        unmoved = last.rows > 0;
        int knownParts = parts.count();
        boolean good = false;
        try {
            readLines(sampleLimit);
            good = true;
        } finally {
            if (!good) {
                parts.cut(knownParts);
            }
            next = NONE;
            page = NO_BYTES;
            grammar.page = NO_BYTES;
        }
        PageTable before = last;
        last = into;
        dropSuperfluousParts();
        return before;
    }

    private void readLines(int sampleLimit) throws MalformedPageException {
        refuseMarkup();
        int at = 0;
        while (at < end) {
            at = line(at);
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

    /** How many bytes of keys are remembered. */
    int keyBytes() {
        return parts.size();
    }

    /** Forgets the last page; the next one is read in full. */
    void forget() {
        last = new PageTable(0);
        parts = new KeyParts();
        leanSize = 0;
    }

    /** A job that starts anew has other labels; those of its former runs go once they outweigh the others. */
    private void dropSuperfluousParts() {
        if (parts.size() > 2 * leanSize + SPARE_PART_BYTES) {
            KeyParts lean = new KeyParts();
            last.move(parts, lean);
            parts = lean;
            leanSize = lean.size();
        }
    }

    /** Reads the line at a position and returns where the next one begins. */
    private int line(int at) throws MalformedPageException {
        if (expectedRow < last.rows) {
            int after = known(expectedRow, at);
            if (after > 0) {
                expectedRow++;
                return after;
            }
        }
        if (unmoved) {
            markSeen();
        }
        int lineEnd = LineEnd.lineFeed(page, at, end);
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
        int row = keyEnd < 0 ? -1 : rowOf(from, keyEnd);
        if (row >= 0) {
            int after = known(row, from);
            if (after > 0) {
                expectedRow = row + 1;
                return after;
            }
        }
        return unknown(from, lineEnd);
    }

    /** The row of the last page with a key, or -1. */
    private int rowOf(int from, int keyEnd) {
        int labelsAt = labelsAt(from, keyEnd);
        int head = parts.find(page, from, labelsAt);
        int labels = labelsAt == keyEnd ? KeyParts.NONE : parts.find(page, labelsAt, keyEnd);
        return head == KeyParts.NONE || labels == KeyParts.NONE && labelsAt < keyEnd ? -1 : last.find(head, labels);
    }

    private int labelsAt(int from, int keyEnd) {
        int at = from;
        while (at < keyEnd && page[at] != '{') {
            at++;
        }
        return at;
    }

    /** Reads a line if its key is that of a row of the last page; -1 when it is another, or goes on beyond it. */
    private int known(int row, int at) throws MalformedPageException {
        int head = last.head[row];
        if (!parts.matches(head, page, at, end)) {
            return -1;
        }
        int keyEnd = at + parts.length(head);
        PageSeries series = last.series[row];
        int labels = last.labels[row];
        if (series == null) {
            if (keyEnd < end && page[keyEnd] != '\n') {
                return -1;
            }
            rest.none();
            next.add(head, labels, null, 0, rest);
            return keyEnd + 1;
        }
        if (labels != KeyParts.NONE) {
            if (!parts.matches(labels, page, keyEnd, end)) {
                return -1;
            }
            keyEnd += parts.length(labels);
        } else if (keyGoesOn(keyEnd)) {
            return -1;
        }
        rest.find(page, keyEnd, end);
        if (rest.is(last.written, row)) {
            add(head, labels, series, last.value[row], keepTimestamps ? last.timestampMs[row] : 0);
        } else {
            double value = value(at, keyEnd, rest.at);
            add(head, labels, series, value, grammar.timestampMs);
        }
        return rest.at + 1;
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
            rest.find(page, keyEnd, end);
            double value = grammar.value(page, from, keyEnd, rest.at);
            long timestampMs = grammar.timestampMs;
            series = resolver.resolve(labels);
            int labelsAt = labelsAt(from, keyEnd);
            int labelsPart = labelsAt == keyEnd ? KeyParts.NONE : parts.intern(page, labelsAt, keyEnd);
            add(parts.intern(page, from, labelsAt), labelsPart, series, value, timestampMs);
            return rest.at + 1;
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
            rest.none();
            next.add(parts.intern(page, at, lineEnd), KeyParts.NONE, null, 0, rest);
        }
    }

    private void add(int head, int labels, PageSeries series, double value, long timestampMs) {
        samples++;
        if (!unmoved) {
            if (series.lastPage == pageNumber) {
                duplicates++;
                return;
            }
            series.lastPage = pageNumber;
        }
        next.add(head, labels, series, value, rest);
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
