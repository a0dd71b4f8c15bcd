package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far each stream was sealed into blocks, and what was taken in since. Streams whose file is long gone are kept, because a file
 * that is only quiet must not be read again; the oldest go when there are too many. Guarded by the store's lock.
 */
final class StreamTable {
    private static final int MOST_STREAMS = 50_000;
    private final TreeMap<Long, StreamPosition> sealed = new TreeMap<>();
    private final Map<Long, LiveBlock> live = new LinkedHashMap<>();
    private long lastId;

    /** A block of this header is in a block file. */
    void sealed(StreamPosition end) {
        long id = end.stream().id();
        sealed.put(id, end);
        lastId = Math.max(lastId, id);
        live.remove(id);
        if (sealed.size() > MOST_STREAMS) {
            sealed.pollFirstEntry();
        }
    }

    /** How far a stream was sealed, or null if nothing of it was. */
    @Nullable
    StreamPosition sealed(LogStream stream) {
        return sealed.get(stream.id());
    }

    Map<Long, StreamPosition> sealed() {
        return Map.copyOf(sealed);
    }

    LogStream openStream(LogSource source, String file) {
        lastId++;
        return new LogStream(lastId, source.cluster(), source.process(), source.kind(), file, source.owner());
    }

    /** Takes in a record and returns the number it got. */
    long add(LogStream stream, FileIdentity identity, RawRecord record, long nowNanos) {
        lastId = Math.max(lastId, stream.id());
        LiveBlock block = live.get(stream.id());
        if (block == null) {
            block = new LiveBlock(stream, identity, nextOrdinal(stream), nowNanos);
            live.put(stream.id(), block);
        }
        long ordinal = block.nextOrdinal();
        block.add(identity, record);
        return ordinal;
    }

    /** Takes over from the journal what was not sealed. */
    void restore(Block block) {
        LogStream stream = block.header().stream();
        FileIdentity identity = block.header().end().identity();
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
        return position == null ? 0 : position.nextOrdinal();
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
