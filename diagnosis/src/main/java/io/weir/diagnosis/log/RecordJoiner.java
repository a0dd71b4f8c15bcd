package io.weir.diagnosis.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the lines of one file: a line with what continues it. The last record stays open until the next one starts or
 * the file is quiet, because only then it is known to be whole.
 */
final class RecordJoiner implements LineSplitter.Lines {
    private final Layout layout;
    private final PlausibleTime plausible;
    private final TailCounters counters;
    private byte[] text = new byte[1024];
    private int length;
    private @Nullable RecordHeader open;
    private boolean openHasHeader;
    private long openEnd;
    private long closedEnd;
    private long now;
    private List<RawRecord> ready = new ArrayList<>();

    /** For bytes that begin at {@code startOffset} of the file. */
    RecordJoiner(Layout layout, PlausibleTime plausible, TailCounters counters, long startOffset) {
        this.closedEnd = startOffset;
        this.layout = layout;
        this.plausible = plausible;
        this.counters = counters;
    }

    /** The lines that follow arrive at this time. */
    void arriveAt(long millis) {
        now = millis;
    }

    boolean hasOpen() {
        return open != null;
    }

    /** The byte of the file after the last record that is whole. */
    long closedEnd() {
        return closedEnd;
    }

    /** The records that are whole; they are the caller's from now on. */
    List<RawRecord> take() {
        List<RawRecord> taken = ready;
        ready = new ArrayList<>();
        return taken;
    }

    @Override
    public void line(byte[] bytes, int from, int to, long endOffset, long whole) {
        counters.lines.increment();
        RecordHeader header = layout.header(bytes, from, to);
        if (header == null && open != null && layout.continues(bytes, from, to, openHasHeader)) {
            continueOpen(bytes, from, to);
        } else {
            close();
            openHasHeader = header != null;
            open = header == null ? RecordHeader.bare(now, LogLevel.UNKNOWN) : plausible(header);
            put(bytes, from, to);
        }
        openEnd = endOffset;
        if (whole > to - from) {
            counters.cutLines.increment();
            byte[] marker = cutMarker(whole);
            put(marker, 0, marker.length);
        }
    }

    /** What stands where a line was cut. */
    static byte[] cutMarker(long whole) {
        return ("... [cut here, the line had " + whole + " bytes]").getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the open record, if there is one. */
    void close() {
        if (open == null) {
            return;
        }
        ready.add(new RawRecord(open, Arrays.copyOf(text, length), openEnd));
        closedEnd = openEnd;
        open = null;
        length = 0;
        if (text.length > LineSplitter.LONGEST_LINE / 4) {
            text = new byte[1024];
        }
    }

    private void continueOpen(byte[] bytes, int from, int to) {
        RecordHeader header = open;
        if (header != null && length + 1 + to - from > LineSplitter.LONGEST_LINE) {
            // What is too long for one record goes on in a second of the same time and level, which names no logger
            // itself.
            close();
            open = header.nameless();
        } else {
            put(new byte[] {'\n'}, 0, 1);
        }
        put(bytes, from, to);
    }

    private RecordHeader plausible(RecordHeader header) {
        long at = plausible.resolve(header.atMillis(), now);
        if (at == header.atMillis()) {
            return header;
        }
        counters.implausibleTimes.increment();
        return header.arrivedAt(at);
    }

    private void put(byte[] bytes, int from, int to) {
        int needed = length + to - from;
        if (needed > text.length) {
            text = Arrays.copyOf(text, Math.max(needed, 2 * text.length));
        }
        System.arraycopy(bytes, from, text, length, to - from);
        length = needed;
    }
}
