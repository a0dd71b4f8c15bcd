package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import io.weir.diagnosis.log.StreamPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A process that writes, indexes, commits, merges, rolls and deletes until it reaches a {@link FailPoint}. Each step takes in records of
 * two kinds and prints what was acknowledged; fifteen steps are a day. A record's number tells its place and its time.
 */
final class FailingChild {
    static final Duration KEPT = Duration.ofDays(2);
    private static final int STEPS = 60;
    private static final int RECORDS_OF_A_STEP = 400;
    private static final int STEPS_OF_A_DAY = 15;

    private FailingChild() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SteppedClock clock = new SteppedClock(Long.parseLong(arguments[1]));
        try (BlockStore store = open(folder, clock)) {
            for (int i = 0; i < STEPS; i++) {
                for (LogKind kind : List.of(LogKind.LOG, LogKind.GC)) {
                    append(store, kind, clock.step);
                }
                store.sync();
                System.out.println("acknowledged " + clock.step);
                store.commit();
                clock.step++;
                store.retain();
            }
        }
        System.out.println("survived");
    }

    static BlockStore open(Path folder, Clock clock) {
        return BlockStore.open(
                new StoreOptions(folder, Retention.of(KEPT, 1L << 30), () -> Long.MAX_VALUE, 0, Duration.ofSeconds(30)),
                clock);
    }

    /** Goes on after the last record that is there, as a tail goes on after its offset. */
    private static void append(BlockStore store, LogKind kind, long step) {
        LogSource source = new LogSource("demo", "tm", kind, Path.of("log"), "*", ZoneOffset.UTC);
        List<StreamPosition> positions = store.positions(source);
        LogStream stream =
                positions.isEmpty() ? store.openStream(source, "x.log") : positions.get(positions.size() - 1).stream();
        long last =
                positions.isEmpty() ? 0 : positions.get(positions.size() - 1).offset();
        List<RawRecord> records = new ArrayList<>();
        LongStream.rangeClosed(last + 1, (step + 1) * RECORDS_OF_A_STEP).forEach(number -> records.add(record(number)));
        if (!records.isEmpty() && !store.append(stream, new FileIdentity(1, 2, 3, 4), records)) {
            throw new IllegalStateException("the store refuses: " + store.readOnly());
        }
    }

    private static RawRecord record(long number) {
        String text = "record number" + number + " of a stream, neither short nor long, with some words in it";
        long at = time(stepOf(number)).toEpochMilli();
        return new RawRecord(RecordHeader.bare(at, LogLevel.INFO), text.getBytes(StandardCharsets.UTF_8), number);
    }

    static long stepOf(long number) {
        return (number - 1) / RECORDS_OF_A_STEP;
    }

    static long lastOf(long step) {
        return (step + 1) * RECORDS_OF_A_STEP;
    }

    static Instant time(long step) {
        return StoredLogs.FROM.plus(Duration.ofDays(1).multipliedBy(step).dividedBy(STEPS_OF_A_DAY));
    }

    /** A clock that stands between two steps. */
    static final class SteppedClock extends Clock {
        volatile long step;

        SteppedClock(long step) {
            this.step = step;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time(step);
        }
    }
}
