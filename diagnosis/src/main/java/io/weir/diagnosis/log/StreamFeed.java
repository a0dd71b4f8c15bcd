package io.weir.diagnosis.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The way of a stream's bytes into the sink: cut into lines, joined to records, offered until the sink takes them. For one thread.
 */
final class StreamFeed {
    private final LogSink sink;
    private final RecordJoiner joiner;
    private final LineSplitter splitter = new LineSplitter();
    private List<RawRecord> refused = new ArrayList<>();

    /** For bytes that begin at {@code startOffset} of the stream. */
    StreamFeed(LogSource source, LogSink sink, TailContext context, long startOffset) {
        this.sink = sink;
        this.joiner = new RecordJoiner(Layout.of(source), context.plausible(), context.counters(), startOffset);
    }

    /** What follows arrives at this time. */
    void arriveAt(long millis) {
        joiner.arriveAt(millis);
    }

    /** Takes the next bytes, which start at {@code offset} of the stream. */
    void feed(byte[] chunk, int length, long offset) {
        splitter.feed(chunk, length, offset, joiner);
    }

    /** Hands records that are whole to the sink. Returns false while it refuses them; nothing more is to be fed then. */
    boolean offer(LogStream stream, FileIdentity identity) {
        if (refused.isEmpty()) {
            refused = joiner.take();
        }
        if (refused.isEmpty()) {
            return true;
        }
        if (!sink.append(stream, identity, refused)) {
            return false;
        }
        refused = new ArrayList<>();
        return true;
    }

    /** Ends the line that has no end yet. */
    void endLine(long offset) {
        splitter.flush(offset, joiner);
    }

    /** Ends the record that might go on; not while a line of it is still without its end. */
    void endRecord() {
        if (splitter.pending() == 0) {
            joiner.close();
        }
    }

    /** Ends the line and the record, whole or not: nothing will follow. */
    void end(long offset) {
        endLine(offset);
        joiner.close();
    }

    /** The byte after the last record that is whole; after it stands what may go on. */
    long wholeEnd() {
        return joiner.closedEnd();
    }

    /** Whether nothing is held that the sink has not taken. */
    boolean isEmpty() {
        return refused.isEmpty() && !joiner.hasOpen() && splitter.pending() == 0;
    }
}
