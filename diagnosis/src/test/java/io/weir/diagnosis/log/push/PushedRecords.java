package io.weir.diagnosis.log.push;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSink;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.PlausibleTime;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what is pushed, and tells what of it was synced. */
final class PushedRecords implements LogSink, Durability {
    private final Map<Long, List<RawRecord>> records = new TreeMap<>();
    private final Map<Long, LogStream> streams = new TreeMap<>();
    private int taken;
    private int synced;
    private boolean refusing;
    private @Nullable String readOnly;

    LogPush push(LogPushConfig config) {
        return new LogPush(this, this, new PlausibleTime(Duration.ofDays(3650)), config, Clock.systemUTC());
    }

    @Override
    public synchronized List<StreamPosition> positions(LogSource source) {
        return streams.values().stream()
                .map(stream -> new StreamPosition(stream, new FileIdentity(0, 0, 0, 0), 0, 0))
                .toList();
    }

    @Override
    public synchronized LogStream openStream(LogSource source, String file) {
        long id = streams.size() + 1L;
        LogStream stream = new LogStream(id, source.cluster(), source.process(), source.kind(), file, source.owner());
        streams.put(id, stream);
        return stream;
    }

    @Override
    public synchronized boolean append(LogStream stream, FileIdentity identity, List<RawRecord> more) {
        if (refusing) {
            return false;
        }
        records.computeIfAbsent(stream.id(), id -> new ArrayList<>()).addAll(more);
        taken += more.size();
        return true;
    }

    @Override
    public synchronized void sync() {
        synced = taken;
    }

    @Override
    public synchronized @Nullable String readOnly() {
        return readOnly;
    }

    synchronized void refuse(boolean refuse, @Nullable String why) {
        refusing = refuse;
        readOnly = why;
    }

    synchronized int synced() {
        return synced;
    }

    synchronized List<RawRecord> all() {
        return records.values().stream().flatMap(List::stream).toList();
    }

    synchronized List<String> texts() {
        return all().stream().map(RawRecord::text).toList();
    }

    synchronized List<LogStream> streams() {
        return List.copyOf(streams.values());
    }
}
