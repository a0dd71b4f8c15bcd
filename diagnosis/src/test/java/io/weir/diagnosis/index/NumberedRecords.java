package io.weir.diagnosis.index;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import io.weir.diagnosis.log.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Appends records that say their own number, a millisecond apart. */
final class NumberedRecords {
    static final LogSource SOURCE =
            new LogSource("demo", "taskmanager-1", LogKind.LOG, Path.of("log"), "*.log", ZoneOffset.UTC);
    static final long START = StoredLogs.FROM.toEpochMilli();
    private static final FileIdentity IDENTITY = new FileIdentity(1, 2, 3, 4);

    private NumberedRecords() {}

    /** Goes on with the store's only stream, or begins it. Returns whether the store took them. */
    static boolean append(LogStore store, long from, long to) {
        List<StreamPosition> positions = store.positions(SOURCE);
        LogStream stream =
                positions.isEmpty() ? store.openStream(SOURCE, "x.log") : positions.get(positions.size() - 1).stream();
        return append(store, stream, from, to);
    }

    static boolean append(LogStore store, LogStream stream, long from, long to) {
        return store.append(
                stream,
                IDENTITY,
                LongStream.rangeClosed(from, to)
                        .mapToObj(NumberedRecords::record)
                        .toList());
    }

    static RawRecord record(long number) {
        LogLevel level = number % 10 == 0 ? LogLevel.WARN : LogLevel.INFO;
        String text = "record number" + number + " of a stream, neither short nor long, with some words in it";
        return new RawRecord(
                RecordHeader.bare(START + number, level), text.getBytes(StandardCharsets.UTF_8), 100 * number);
    }

    /** All numbers that the store holds, oldest first, page by page. */
    static List<Long> numbers(LogStore store) {
        return numbers(store, "");
    }

    static List<Long> numbers(LogStore store, String query) {
        List<Long> numbers = new ArrayList<>();
        String cursor = null;
        do {
            LogPage page = store.search(new LogQuery(query, StoredLogs.FROM, StoredLogs.TO, cursor, 5000, false));
            page.hits().forEach(hit -> numbers.add(number(hit)));
            cursor = page.nextCursor();
        } while (cursor != null);
        return numbers;
    }

    static long number(Hit hit) {
        String text = hit.record().text();
        int start = text.indexOf(" number") + " number".length();
        return Long.parseLong(text, start, text.indexOf(' ', start), 10);
    }

    static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** A store that is open, with an appliance's options. */
    static BlockStore open(Path folder) {
        return BlockStore.open(StoredLogs.options(folder), FlinkLogs.CLOCK);
    }
}
