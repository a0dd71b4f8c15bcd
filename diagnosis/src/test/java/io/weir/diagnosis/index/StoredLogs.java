package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogTail;
import io.weir.diagnosis.log.PlausibleTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A store into which the captured logs are tailed, from files as Flink writes them. */
final class StoredLogs implements AutoCloseable {
    static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    static final Instant TO = Instant.parse("2026-11-21T00:00:00Z");

    private final Path folder;
    private final BlockStore store;
    private final LogTail tail;
    private final List<NaiveRecord> records = new ArrayList<>();

    StoredLogs(Path folder) {
        this.folder = folder;
        this.store = BlockStore.open(options(folder), FlinkLogs.CLOCK);
        this.tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
    }

    static StoreOptions options(Path folder) {
        return StoreOptions.of(folder.resolve("store"), Retention.of(Duration.ofDays(7), 1L << 30));
    }

    BlockStore store() {
        return store;
    }

    /** What was tailed, as the other opinion has it. */
    List<NaiveRecord> records() {
        return records;
    }

    /** Tails the files and returns once all of their records are in. */
    StoredLogs tailAll(List<String> files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, FlinkLogs.bytes(file));
            records.addAll(NaiveRecord.of(file));
            tail.follow(source(folder, file));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(store.status().records()).isEqualTo(records.size()));
        return this;
    }

    static LogSource source(Path folder, String file) {
        Path run = folder.resolve(file.substring(0, file.indexOf('/')));
        String process = NaiveRecord.process(file);
        return new LogSource("demo", process, LogKind.LOG, run, file.substring(file.indexOf('/') + 1), ZoneOffset.UTC);
    }

    static LogQuery query(String text, int limit) {
        return new LogQuery(text, FROM, TO, null, limit, true);
    }

    static List<String> texts(LogPage page) {
        return page.hits().stream().map(hit -> hit.record().text()).toList();
    }

    @Override
    public void close() {
        tail.close();
        store.close();
    }
}
