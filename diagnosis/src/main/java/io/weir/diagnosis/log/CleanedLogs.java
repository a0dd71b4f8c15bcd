package io.weir.diagnosis.log;

import java.util.Arrays;
import java.util.List;

/** Lets records through without what must not be kept of them. Thread-safe. */
public final class CleanedLogs implements LogSink {
    private final LogSink sink;
    private volatile Cleaning cleaning = (cluster, text) -> text;

    /** Changes nothing yet. */
    public CleanedLogs(LogSink sink) {
        this.sink = sink;
    }

    /** What is kept of a text. */
    @FunctionalInterface
    public interface Cleaning {
        /** @return the array itself when there is nothing to take out */
        byte[] clean(String cluster, byte[] text);
    }

    public void clean(Cleaning text) {
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
                records.stream()
                        .map(record -> clean(stream.cluster(), record, cleaning))
                        .toList());
    }

    private static RawRecord clean(String cluster, RawRecord record, Cleaning cleaning) {
        byte[] bytes = record.bytes();
        byte[] clean = cleaning.clean(cluster, bytes);
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
