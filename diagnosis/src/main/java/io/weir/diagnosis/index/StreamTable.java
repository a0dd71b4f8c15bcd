package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far each stream was sealed into blocks, and what was taken in since. Streams whose file is long gone are kept, because a file
 * that is only quiet must not be read again; those that were sealed longest ago go when there are too many. One that is written all the
 * same goes on with numbers that no forgotten stream has reached, so that no number is given twice. Guarded by the store's lock.
 */
final class StreamTable {
    /** A number that a stream may begin with is a multiple of this: so recovery tells a beginning from what stands behind a gap. */
    static final long STRIDE = 1L << 32;

    private static final int MOST_STREAMS = 50_000;
    private final int most;
    /** The one that was sealed longest ago first. */
    private final LinkedHashMap<Long, StreamPosition> sealed = new LinkedHashMap<>();

    private final Map<Long, LiveBlock> live = new LinkedHashMap<>();
    private long lastId;
    private long firstOrdinal;

    StreamTable() {
        this(MOST_STREAMS);
    }

    /** Remembers so many streams. */
    StreamTable(int most) {
        this.most = most;
    }

    /** A block of this header is in a block file. */
    void sealed(StreamPosition end) {
        long id = end.stream().id();
        StreamPosition before = sealed.remove(id);
        // Recovery may meet blocks of one stream in another order than they were written in.
        sealed.put(id, before != null && before.nextOrdinal() > end.nextOrdinal() ? before : end);
        idUsed(id);
        live.remove(id);
        if (sealed.size() > most) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Iterator<StreamPosition> oldest = sealed.values().iterator();
        long next = oldest.next().nextOrdinal();
        oldest.remove();
        firstOrdinal = Math.max(firstOrdinal, (next + STRIDE - 1) / STRIDE * STRIDE);
    }

    /** No stream gets this number or a lower one from now on. */
    void idUsed(long id) {
        lastId = Math.max(lastId, id);
    }

    long lastId() {
        return lastId;
    }

    /** Whether a stream of which nothing is known can begin with this number. */
    static boolean isFirst(long ordinal) {
        return ordinal % STRIDE == 0;
    }

    /** Whether anything is known of a stream. */
    boolean isKnown(LogStream stream) {
        return sealed.containsKey(stream.id()) || live.containsKey(stream.id());
    }

    /** How far a stream was sealed, or null if nothing of it was. */
    @Nullable
    StreamPosition sealed(LogStream stream) {
        return sealed.get(stream.id());
    }

    /** All, the one that was sealed longest ago first. */
    Map<Long, StreamPosition> sealed() {
        return new LinkedHashMap<>(sealed);
    }

    LogStream openStream(LogSource source, String file) {
        lastId++;
        return new LogStream(lastId, source.cluster(), source.process(), source.kind(), file, source.owner());
    }

    /** Takes in a record and returns the number it got. */
    long add(LogStream stream, FileIdentity identity, RawRecord record, long nowNanos) {
        idUsed(stream.id());
        LiveBlock block = live.get(stream.id());
        if (block == null) {
            block = open(stream, identity, nextOrdinal(stream), nowNanos);
        }
        long ordinal = block.nextOrdinal();
        block.add(identity, record);
        return ordinal;
    }

    private LiveBlock open(LogStream stream, FileIdentity identity, long first, long nowNanos) {
        LiveBlock block = new LiveBlock(stream, identity, first, nowNanos);
        live.put(stream.id(), block);
        return block;
    }

    /** Takes over from the journal what was not sealed. */
    void restore(Block block) {
        LogStream stream = block.header().stream();
        FileIdentity identity = block.header().end().identity();
        if (!isKnown(stream)) {
            open(stream, identity, block.header().firstOrdinal(), System.nanoTime());
        }
        for (RawRecord record : block.records()) {
            add(stream, identity, record, System.nanoTime());
        }
        LiveBlock restored = live.get(stream.id());
        if (restored != null) {
            restored.markJournaled();
        }
    }

    long nextOrdinal(LogStream stream) {
        LiveBlock block = live.get(stream.id());
        if (block != null) {
            return block.nextOrdinal();
        }
        StreamPosition position = sealed.get(stream.id());
        return position == null ? firstOrdinal : position.nextOrdinal();
    }

    @Nullable
    LiveBlock live(LogStream stream) {
        return live.get(stream.id());
    }

    Collection<LiveBlock> live() {
        return live.values();
    }

    /** How far streams of a process and kind were taken in, sealed or not. */
    List<StreamPosition> positions(LogSource source) {
        Map<Long, StreamPosition> positions = new TreeMap<>();
        sealed.forEach((id, position) -> {
            if (isOf(source, position.stream())) {
                positions.put(id, position);
            }
        });
        live.forEach((id, block) -> {
            if (isOf(source, block.stream())) {
                positions.put(id, block.end());
            }
        });
        return new ArrayList<>(positions.values());
    }

    private static boolean isOf(LogSource source, LogStream stream) {
        return stream.cluster().equals(source.cluster())
                && stream.process().equals(source.process())
                && stream.kind() == source.kind();
    }
}
