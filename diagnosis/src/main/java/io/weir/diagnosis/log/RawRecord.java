package io.weir.diagnosis.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record as the bytes that were read; they are kept as they are, whatever their encoding. Immutable by agreement. */
public final class RawRecord {
    private final RecordHeader header;
    private final byte[] bytes;
    private final long endOffset;

    /** {@code endOffset} is the byte of the file after the record; the array is not copied and must not change. */
    public RawRecord(RecordHeader header, byte[] bytes, long endOffset) {
        this.header = header;
        this.bytes = bytes;
        this.endOffset = endOffset;
    }

    public RecordHeader header() {
        return header;
    }

    /** The text's bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public long endOffset() {
        return endOffset;
    }

    /** The text; bytes that are no UTF-8 become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The logger the line names, or null. */
    public @Nullable String logger() {
        return slice(header.loggerStart(), header.loggerEnd());
    }

    /** The thread the line names, or null. */
    public @Nullable String thread() {
        return slice(header.threadStart(), header.threadEnd());
    }

    /** The record as others see it. */
    public LogRecord toRecord(LogStream stream) {
        return new LogRecord(
                Instant.ofEpochMilli(header.atMillis()),
                header.misdated(),
                header.level(),
                stream.cluster(),
                stream.process(),
                stream.kind(),
                stream.owner(),
                logger(),
                thread(),
                text());
    }

    private @Nullable String slice(int start, int end) {
        return end > start ? new String(bytes, start, end - start, StandardCharsets.UTF_8) : null;
    }
}
