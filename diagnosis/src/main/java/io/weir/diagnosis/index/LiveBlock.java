package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a stream that are taken in and not sealed into a block yet. Guarded by the store's lock. */
final class LiveBlock {
    private final LogStream stream;
    private final long firstOrdinal;
    private final long openedNanos;
    private final List<RawRecord> records = new ArrayList<>();
    private FileIdentity identity;
    private int rawBytes;
    private int journaled;
    private final Set<String> patterns = new HashSet<>();
    private int learned;

    LiveBlock(LogStream stream, FileIdentity identity, long firstOrdinal, long openedNanos) {
        this.stream = stream;
        this.identity = identity;
        this.firstOrdinal = firstOrdinal;
        this.openedNanos = openedNanos;
    }

    void add(FileIdentity latest, RawRecord record) {
        identity = latest;
        records.add(record);
        rawBytes += record.bytes().length + 1;
    }

    /** The record that was added last is of this pattern, or of none. */
    void learned(@Nullable String pattern) {
        learned++;
        if (pattern != null) {
            patterns.add(pattern);
        }
    }

    LogStream stream() {
        return stream;
    }

    long nextOrdinal() {
        return firstOrdinal + records.size();
    }

    /** How far the stream was taken in with it. */
    StreamPosition end() {
        return new StreamPosition(
                stream, identity, records.get(records.size() - 1).endOffset(), nextOrdinal());
    }

    int rawBytes() {
        return rawBytes;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - openedNanos;
    }

    /** All of it. */
    Block block() {
        return new Block(
                BlockHeader.of(stream, identity, firstOrdinal, records),
                List.copyOf(records),
                learned == records.size() ? Set.copyOf(patterns) : null);
    }

    boolean isJournaled() {
        return journaled == records.size();
    }

    boolean hasJournaled() {
        return journaled > 0;
    }

    /** What the journal does not hold yet. */
    Block unjournaled() {
        List<RawRecord> rest = List.copyOf(records.subList(journaled, records.size()));
        return new Block(BlockHeader.of(stream, identity, firstOrdinal + journaled, rest), rest);
    }

    /** The journal holds all of it. */
    void markJournaled() {
        journaled = records.size();
    }
}
