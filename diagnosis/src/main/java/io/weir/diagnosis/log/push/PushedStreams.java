package io.weir.diagnosis.log.push;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogFormat;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogSink;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.PlausibleTime;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordMaker;
import io.weir.diagnosis.log.StreamPosition;
import io.weir.diagnosis.log.TailCounters;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams that pushed lines go to: one for each origin, found again after a restart by its name. The last {@value #MOST} that
 * were used are remembered. Thread-safe.
 */
final class PushedStreams {
    private static final int MOST = 10_000;
    private static final int LONGEST_RECORD = 256 * 1024;
    private static final String FILE = "pushed";
    private static final FileIdentity NO_FILE = new FileIdentity(0, 0, 0, 0);

    private final LogSink sink;
    private final PlausibleTime plausible;
    private final TailCounters counters = new TailCounters();
    private final Map<PushedOrigin, Stream> streams = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PushedOrigin, Stream> eldest) {
            return size() > MOST;
        }
    };

    private static final class Stream {
        final LogStream stream;
        final RecordMaker maker;
        long lastNumber;

        Stream(StreamPosition position, RecordMaker maker) {
            this.stream = position.stream();
            this.maker = maker;
            this.lastNumber = position.offset();
        }
    }

    PushedStreams(LogSink sink, PlausibleTime plausible) {
        this.sink = sink;
        this.plausible = plausible;
    }

    /** Takes lines in, in their order. Returns false when the sink took not all of them. */
    synchronized boolean append(List<PushedLine> lines, long nowMillis) {
        Map<PushedOrigin, List<PushedLine>> byOrigin = new LinkedHashMap<>();
        lines.forEach(line -> byOrigin.computeIfAbsent(line.origin(), key -> new ArrayList<>())
                .add(line));
        for (Map.Entry<PushedOrigin, List<PushedLine>> each : byOrigin.entrySet()) {
            Stream stream = streams.computeIfAbsent(each.getKey(), this::open);
            List<PushedLine> fresh = fresh(each.getValue(), stream.lastNumber);
            if (fresh.isEmpty()) {
                continue;
            }
            if (!sink.append(stream.stream, NO_FILE, records(stream.maker, fresh, nowMillis))) {
                return false;
            }
            stream.lastNumber = fresh.get(fresh.size() - 1).number();
        }
        return true;
    }

    long cutLines() {
        return counters.read().cutLines();
    }

    /** Those that were not taken before; an answer that is lost makes a sender send them again. */
    private static List<PushedLine> fresh(List<PushedLine> lines, long last) {
        return lines.get(0).number() == 0
                ? lines
                : lines.stream().filter(line -> line.number() > last).toList();
    }

    private List<RawRecord> records(RecordMaker maker, List<PushedLine> lines, long nowMillis) {
        List<RawRecord> records = new ArrayList<>();
        @Nullable PushedLine open = null;
        boolean openHasHeader = false;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (PushedLine line : lines) {
            // A sender that numbers its lines sends whole events.
            if (open != null
                    && line.number() == 0
                    && text.size() + line.text().length < LONGEST_RECORD
                    && maker.continues(line.text(), openHasHeader)) {
                text.write('\n');
                text.writeBytes(line.text());
                continue;
            }
            if (open != null) {
                records.add(maker.record(text.toByteArray(), open.atMillis(), open.level(), nowMillis, open.number()));
                text.reset();
            }
            open = line;
            // Where the sender says the level, what it sends are events and not the lines of a file.
            openHasHeader = line.level() == LogLevel.UNKNOWN && maker.hasHeader(line.text());
            text.writeBytes(line.text());
        }
        if (open != null) {
            records.add(maker.record(text.toByteArray(), open.atMillis(), open.level(), nowMillis, open.number()));
        }
        return records;
    }

    private Stream open(PushedOrigin origin) {
        LogSource source = new LogSource(
                origin.cluster(),
                origin.process(),
                origin.kind(),
                Path.of(FILE),
                FILE,
                ZoneId.systemDefault(),
                origin.owner(),
                LogFormat.AUTO);
        String file = origin.sender().isEmpty() ? FILE : FILE + ":" + origin.sender();
        StreamPosition position = sink.positions(source).stream()
                .filter(known -> known.stream().file().equals(file)
                        && known.stream().owner().equals(origin.owner()))
                .findFirst()
                .orElseGet(() -> new StreamPosition(sink.openStream(source, file), NO_FILE, 0, 0));
        return new Stream(position, new RecordMaker(source, plausible, counters));
    }

    /** The level that a word names, UNKNOWN for none; also syslog's and OpenTelemetry's words. */
    static LogLevel level(@Nullable String word) {
        if (word == null) {
            return LogLevel.UNKNOWN;
        }
        return switch (word.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "trace" -> LogLevel.TRACE;
            case "debug" -> LogLevel.DEBUG;
            case "info", "informational", "information", "notice" -> LogLevel.INFO;
            case "warn", "warning" -> LogLevel.WARN;
            case "error", "err", "severe" -> LogLevel.ERROR;
            case "fatal", "critical", "crit", "alert", "emerg", "emergency", "panic" -> LogLevel.FATAL;
            default -> LogLevel.UNKNOWN;
        };
    }
}
