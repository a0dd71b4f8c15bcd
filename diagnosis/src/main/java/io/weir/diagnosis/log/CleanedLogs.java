package io.weir.diagnosis.log;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lets records through without what must not be kept of them. Thread-safe. */
public final class CleanedLogs implements LogSink {
    private final LogSink sink;
    private volatile UnaryOperator<byte[]> cleaning = bytes -> bytes;

    /** Changes nothing yet. */
    public CleanedLogs(LogSink sink) {
        this.sink = sink;
    }

    /** @param text of a record; returns it unchanged, the array itself, when there is nothing to take out */
    public void clean(UnaryOperator<byte[]> text) {
        cleaning = text;
    }

    @Override
    public List<StreamPosition> positions(LogSource source) {
        return sink.positions(source);
    }

    @Override
    public LogStream openStream(LogSource source, String file) {
        return sink.openStream(source, file);
    }

    @Override
    public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
        return sink.append(
                stream,
                identity,
                records.stream().map(record -> clean(record, cleaning)).toList());
    }

    private static RawRecord clean(RawRecord record, UnaryOperator<byte[]> cleaning) {
        byte[] bytes = record.bytes();
        byte[] clean = cleaning.apply(bytes);
        if (clean == bytes || Arrays.equals(clean, bytes)) {
            return record;
        }
        RecordHeader header = record.header();
        int end = Math.max(header.loggerEnd(), header.threadEnd());
        // Where the logger and the thread stand must still be true.
        if (!Arrays.equals(clean, 0, Math.min(end, clean.length), bytes, 0, end)) {
            header = header.nameless();
        }
        return new RawRecord(header, clean, record.endOffset());
    }
}
