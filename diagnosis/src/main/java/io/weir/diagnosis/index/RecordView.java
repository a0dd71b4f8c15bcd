package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A record as a query looks at it; its text is cut into tokens only when it is asked for. For one thread. */
final class RecordView {
    private final LogStream stream;
    private final RawRecord record;
    private @Nullable String string;
    private @Nullable TokenizedText text;

    RecordView(LogStream stream, RawRecord record) {
        this.stream = stream;
        this.record = record;
    }

    /** Stands for the records of one level in a stream, for queries that ask for no more. */
    static RecordView ofLevel(LogStream stream, LogLevel level) {
        return new RecordView(stream, new RawRecord(RecordHeader.bare(0, level), new byte[0], 0));
    }

    LogStream stream() {
        return stream;
    }

    LogLevel level() {
        return record.header().level();
    }

    long atMillis() {
        return record.header().atMillis();
    }

    RawRecord record() {
        return record;
    }

    @Nullable
    String logger() {
        return record.logger();
    }

    @Nullable
    String thread() {
        return record.thread();
    }

    /** False only when the text cannot hold a text; decided by its bytes. */
    boolean mayHold(Needle needle) {
        return needle.mayStandIn(record.bytes());
    }

    String string() {
        String read = string;
        if (read == null) {
            read = record.text();
            string = read;
        }
        return read;
    }

    TokenizedText text() {
        TokenizedText tokenized = text;
        if (tokenized == null) {
            tokenized = new TokenizedText(string());
            text = tokenized;
        }
        return tokenized;
    }
}
