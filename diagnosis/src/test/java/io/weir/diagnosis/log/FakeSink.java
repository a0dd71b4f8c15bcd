package io.weir.diagnosis.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what it is given in memory, and how far each stream came. */
final class FakeSink implements LogSink {
    private final List<RawRecord> records = new ArrayList<>();
    private final Map<Long, StreamPosition> positions = new TreeMap<>();
    private final List<LogStream> streams = new ArrayList<>();
    private long lastId;
    private boolean refusing;

    @Override
    public synchronized List<StreamPosition> positions(LogSource source) {
        return List.copyOf(positions.values());
    }

    @Override
    public synchronized LogStream openStream(LogSource source, String file) {
        lastId++;
        LogStream stream =
                new LogStream(lastId, source.cluster(), source.process(), source.kind(), file, source.owner());
        streams.add(stream);
        return stream;
    }

    @Override
    public synchronized boolean append(LogStream stream, FileIdentity identity, List<RawRecord> more) {
        if (refusing) {
            return false;
        }
        records.addAll(more);
        long end = more.get(more.size() - 1).endOffset();
        positions.put(stream.id(), new StreamPosition(stream, identity, end, 0));
        return true;
    }

    synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    synchronized List<RawRecord> records() {
        return List.copyOf(records);
    }

    /** The messages, which in these tests are what follows the last dash of the first line. */
    synchronized List<String> messages() {
        return records.stream()
                .map(record -> new String(record.bytes(), StandardCharsets.UTF_8))
                .map(text -> text.substring(text.indexOf(" - ") < 0 ? 0 : text.indexOf(" - ") + 3))
                .toList();
    }

    synchronized List<LogStream> streams() {
        return List.copyOf(streams);
    }
}
