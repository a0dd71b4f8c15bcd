package io.weir.diagnosis.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes records of texts that come whole and not as bytes of a file. What the text states is read by the layout of its kind; what the
 * sender states of time and level goes before it. Not thread-safe: a layout remembers.
 */
public final class RecordMaker {
    private final Layout layout;
    private final PlausibleTime plausible;
    private final TailCounters counters;

    /** For the texts of one source. */
    public RecordMaker(LogSource source, PlausibleTime plausible, TailCounters counters) {
        this.layout = Layout.of(source);
        this.plausible = plausible;
        this.counters = counters;
    }

    /** Whether the text begins with what its layout begins a record with. */
    public boolean hasHeader(byte[] text) {
        return layout.header(text, 0, lineEnd(text)) != null;
    }

    /**
     * Whether the text continues the one before it, such as a line of a stack trace that was sent by itself.
     *
     * @param recordHasHeader whether the one before begins as its layout says; if so, whatever does not continues it
     */
    public boolean continues(byte[] text, boolean recordHasHeader) {
        return !hasHeader(text) && layout.continues(text, 0, lineEnd(text), recordHasHeader);
    }

    /**
     * The record.
     *
     * @param statedMillis the sender's time, or {@link Long#MIN_VALUE} for none
     * @param stated the sender's level, UNKNOWN for none
     * @param endOffset its place in the stream
     */
    public RawRecord record(byte[] text, long statedMillis, LogLevel stated, long nowMillis, long endOffset) {
        counters.lines.increment();
        byte[] bytes = cut(text);
        RecordHeader header = layout.header(bytes, 0, lineEnd(bytes));
        if (header == null) {
            header = RecordHeader.bare(nowMillis, LogLevel.UNKNOWN);
        }
        long at = statedMillis == Long.MIN_VALUE ? header.atMillis() : statedMillis;
        long resolved = plausible.resolve(at, nowMillis);
        LogLevel level = stated == LogLevel.UNKNOWN ? header.level() : stated;
        if (resolved == at) {
            return new RawRecord(header.at(at).with(level), bytes, endOffset);
        }
        counters.implausibleTimes.increment();
        return new RawRecord(header.arrivedAt(resolved).with(level), bytes, endOffset);
    }

    private byte[] cut(byte[] text) {
        int length = text.length;
        while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) {
            length--;
        }
        if (length <= LineSplitter.LONGEST_LINE) {
            return length == text.length ? text : Arrays.copyOf(text, length);
        }
        counters.cutLines.increment();
        int end = LineSplitter.wholeCharacters(text, 0, LineSplitter.LONGEST_LINE);
        byte[] marker = RecordJoiner.cutMarker(length);
        byte[] cut = Arrays.copyOf(text, end + marker.length);
        System.arraycopy(marker, 0, cut, end, marker.length);
        return cut;
    }

    private static int lineEnd(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return text.length;
    }

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
