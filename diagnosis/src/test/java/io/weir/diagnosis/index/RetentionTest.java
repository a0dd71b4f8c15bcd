package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
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
        try (LogStore store = open(1L << 30)) {
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
        try (LogStore store = open(150_000)) {
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
        try (LogStore store = open(150_000)) {
            assertThat(numbers(store)).contains(120_000L).doesNotContain(1L);
        }
    }

    @Test
    void deletionThatACrashCutShortIsFinished() throws IOException {
        Path condemned = folder.resolve("2026-11-01" + PartitionList.CONDEMNED);
        Files.createDirectories(condemned.resolve("index"));
        Files.writeString(condemned.resolve("index/segments_1"), "x");

        open(1L << 30).close();

        assertThat(condemned).doesNotExist();
    }

    private LogStore open(long maximumBytes) {
        StoreOptions options = new StoreOptions(
                folder, Duration.ofDays(2), maximumBytes, () -> Long.MAX_VALUE, 0, Duration.ofSeconds(30));
        return LogStore.open(options, clock);
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
