package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
    private final Path folder;
    private final SettableClock clock = new SettableClock();

    RetentionTest(@TempDir Path temp) {
        this.folder = temp;
    }

    @Test
    void partitionIsDroppedWhenItsLatestRecordIsTooOld() throws IOException {
        try (BlockStore store = open(1L << 30)) {
            append(store, 1, 2_000);
            clock.now = StoredLogs.FROM.plus(Duration.ofDays(1));
            append(store, 86_400_000, 86_401_000);
            store.retain();
            assertThat(partitions()).containsExactly("2026-11-20", "2026-11-21");
            assertThat(store.status().records()).isEqualTo(3_001);

            clock.now = StoredLogs.FROM.plus(Duration.ofDays(5)).plusSeconds(10);
            store.retain();

            assertThat(numbers(store)).doesNotContain(1L);
            assertThat(partitions()).containsExactly("2026-11-25");
        }
    }

    @Test
    void oldestPartitionsGoWhenAllTogetherAreTooLarge() throws IOException {
        try (BlockStore store = open(150_000)) {
            long most = 120_000;
            for (long from = 1; from < most; from += 1_000) {
                append(store, from, from + 999);
                if (from % 50_000 == 1) {
                    store.retain();
                }
            }
            store.retain();

            assertThat(store.status().diskBytes()).isLessThan(300_000);
            List<Long> kept = numbers(store);
            assertThat(kept).contains(most).doesNotContain(1L);
            assertThat(kept).isEqualTo(NumberedRecords.range(kept.get(0), most));
        }
        try (BlockStore store = open(150_000)) {
            assertThat(numbers(store)).contains(120_000L).doesNotContain(1L);
        }
    }

    @Test
    void kindsAreKeptForTheirOwnTimes() throws IOException {
        Retention retention = Retention.of(Duration.ofDays(2), 1L << 30)
                .with(LogKind.GC, new Retention.Limit(Duration.ofHours(30), 1L << 30))
                .with(LogKind.START, new Retention.Limit(Duration.ofDays(30), 1L << 30));
        try (BlockStore store = open(retention)) {
            for (LogKind kind : LogKind.values()) {
                append(store, stream(store, kind), 1, 500);
            }
            store.sync();
        }
        try (BlockStore store = open(retention)) {
            assertThat(kinds(store)).containsExactlyInAnyOrder(LogKind.values());
            assertThat(partitions())
                    .containsExactly("2026-11-20", "2026-11-20-gc", "2026-11-20-out", "2026-11-20-start");
            clock.now = StoredLogs.FROM.plus(Duration.ofHours(40));
            store.retain();
            assertThat(kinds(store)).containsExactlyInAnyOrder(LogKind.LOG, LogKind.OUT, LogKind.START);
            clock.now = StoredLogs.FROM.plus(Duration.ofDays(3));
            store.retain();
            assertThat(kinds(store)).containsExactly(LogKind.START);
            append(store, stream(store, LogKind.GC), 259_200_000, 259_200_100);
            assertThat(kinds(store)).containsExactlyInAnyOrder(LogKind.GC, LogKind.START);
        }
        try (BlockStore store = open(retention)) {
            assertThat(store.status().records()).isEqualTo(601);
        }
    }

    @Test
    void kindIsKeptWithinItsOwnSize() throws IOException {
        Retention retention = Retention.of(Duration.ofDays(30), 1L << 30)
                .with(LogKind.GC, new Retention.Limit(Duration.ofDays(30), 150_000));
        try (BlockStore store = open(retention)) {
            append(store, 1, 50_000);
            LogStream gc = stream(store, LogKind.GC);
            for (long from = 1; from < 120_000; from += 1_000) {
                append(store, gc, from, from + 999);
            }
            store.retain();
            assertThat(numbers(store, "kind:gc")).contains(120_000L).doesNotContain(1L);
            assertThat(numbers(store, "kind:log")).hasSize(50_000);
        }
    }

    @Test
    void sourceIsKeptForItsOwnTimeBesideItsKind() throws IOException {
        Retention retention = Retention.of(Duration.ofDays(2), 1L << 30)
                .with(List.of(
                        limit("trial_jobs", Map.of("cluster", "trial-*"), Duration.ofHours(6)),
                        limit("payments", Map.of("process", "TaskManager-?"), Duration.ofDays(60))));
        try (BlockStore store = open(retention)) {
            append(store, stream(store, "trial-7", "taskmanager-1"), 1, 500);
            append(store, stream(store, "prod", "taskmanager-1"), 501, 900);
            append(store, stream(store, "prod", "jobmanager"), 901, 1_000);
            store.sync();
        }
        try (BlockStore store = open(retention)) {
            assertThat(partitions())
                    .containsExactly("2026-11-20", "2026-11-20-log_payments", "2026-11-20-log_trial_jobs");
            clock.now = StoredLogs.FROM.plus(Duration.ofDays(1));
            store.retain();
            assertThat(numbers(store)).isEqualTo(NumberedRecords.range(501, 1_000));
            clock.now = StoredLogs.FROM.plus(Duration.ofDays(3));
            store.retain();
            assertThat(numbers(store)).isEqualTo(NumberedRecords.range(501, 900));
        }
        // The limits are gone from the configuration: what was kept longer is now kept as its kind is.
        try (BlockStore store = open(1L << 30)) {
            store.retain();
            assertThat(store.status().records()).isZero();
            assertThat(partitions()).singleElement().asString().doesNotContain("_");
        }
    }

    @Test
    void sourceIsKeptWithinItsOwnSize() throws IOException {
        Map<String, String> trial = Map.of("cluster", "trial-*");
        Retention retention = Retention.of(Duration.ofDays(30), 1L << 30)
                .with(List.of(new SourceLimit(
                        "trial_jobs",
                        EnumSet.of(LogKind.LOG),
                        trial,
                        new Retention.Limit(Duration.ofDays(30), 150_000))));
        try (BlockStore store = open(retention)) {
            append(store, stream(store, "prod", "taskmanager-1"), 1, 50_000);
            LogStream trials = stream(store, "trial-7", "taskmanager-1");
            for (long from = 1; from < 120_000; from += 1_000) {
                append(store, trials, from, from + 999);
            }
            store.retain();
            assertThat(numbers(store, "cluster:trial-7")).contains(120_000L).doesNotContain(1L);
            assertThat(numbers(store, "cluster:prod")).hasSize(50_000);
        }
    }

    private static SourceLimit limit(String name, Map<String, String> origins, Duration age) {
        return new SourceLimit(name, EnumSet.allOf(LogKind.class), origins, new Retention.Limit(age, 1L << 30));
    }

    private static LogStream stream(BlockStore store, String cluster, String process) {
        return store.openStream(
                new LogSource(cluster, process, LogKind.LOG, Path.of("log"), "*", ZoneOffset.UTC), process + ".log");
    }

    private static LogStream stream(BlockStore store, LogKind kind) {
        return store.openStream(
                new LogSource("demo", "taskmanager-1", kind, Path.of("log"), "*", ZoneOffset.UTC), kind + ".log");
    }

    private static List<LogKind> kinds(BlockStore store) {
        LogQuery all = new LogQuery("", StoredLogs.FROM, StoredLogs.FROM.plus(Duration.ofDays(90)), null, 5_000, true);
        return store.search(all).hits().stream()
                .map(hit -> hit.record().kind())
                .distinct()
                .toList();
    }

    @Test
    void deletionThatACrashCutShortIsFinished() throws IOException {
        Path condemned = folder.resolve("2026-11-01" + PartitionList.CONDEMNED);
        Files.createDirectories(condemned.resolve("index"));
        Files.writeString(condemned.resolve("index/segments_1"), "x");

        open(1L << 30).close();

        assertThat(condemned).doesNotExist();
    }

    private BlockStore open(long maximumBytes) {
        return open(Retention.of(Duration.ofDays(2), maximumBytes));
    }

    private BlockStore open(Retention retention) {
        StoreOptions options = new StoreOptions(folder, retention, () -> Long.MAX_VALUE, 0, Duration.ofSeconds(30));
        return BlockStore.open(options, clock);
    }

    private List<String> partitions() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** A clock that stands until it is set. */
    private static final class SettableClock extends Clock {
        private volatile Instant now = StoredLogs.FROM;

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
            return now;
        }
    }
}
