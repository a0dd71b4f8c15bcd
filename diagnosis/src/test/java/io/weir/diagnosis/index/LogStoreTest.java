package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.number;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogStoreTest {
    private final Path folder;
    private final BlockStore store;

    LogStoreTest(@TempDir Path temp) {
        this.folder = temp;
        this.store = NumberedRecords.open(temp);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void recordIsFoundTheMomentItIsTakenIn() {
        for (int i = 1; i <= 2_000; i++) {
            append(store, i, i);
            if (i % 100 == 0) {
                assertThat(numbers(store, "number" + i)).containsExactly((long) i);
            }
        }
        assertThat(numbers(store)).isEqualTo(range(1, 2_000));
    }

    @Test
    void pagesStayInStepWhileRecordsArrive() {
        append(store, 1, 3_000);
        List<Long> found = new ArrayList<>();
        String cursor = null;
        int arriving = 3_001;
        do {
            LogPage page = store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, cursor, 300, true));
            page.hits().forEach(hit -> found.add(number(hit)));
            cursor = page.nextCursor();
            append(store, arriving, arriving + 499);
            arriving += 500;
        } while (cursor != null);

        assertThat(found).hasSize(3_000);
        assertThat(found.get(0)).isEqualTo(3_000);
        assertThat(found.get(2_999)).isEqualTo(1);
        assertThat(found).doesNotHaveDuplicates();
    }

    @Test
    void recordsOfOneTimeKeepOneOrderOnEveryPage() {
        LogStream one = store.openStream(NumberedRecords.SOURCE, "one.log");
        append(store, one, 7, 7);
        LogStream other = store.openStream(NumberedRecords.SOURCE, "other.log");
        for (int i = 0; i < 50; i++) {
            append(store, one, 7, 7);
            append(store, other, 7, 7);
        }

        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            LogPage page = store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, cursor, 7, true));
            page.hits().forEach(hit -> ids.add(hit.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(ids).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void idFindsTheRecordAndItsNeighboursForEver() {
        append(store, 1, 1_000);
        String id = store.search(StoredLogs.query("number500", 1)).hits().get(0).id();
        List<Long> around = store.context(id, 3, 2, false).stream()
                .map(NumberedRecords::number)
                .toList();
        assertThat(around).isEqualTo(range(497, 502));

        append(store, 1_001, 3_000);
        await().untilAsserted(() -> assertThat(store.metrics().unindexedBytes()).isZero());

        assertThat(store.context(id, 3, 2, false).stream().map(NumberedRecords::number))
                .isEqualTo(around);
        assertThat(store.context(id, 0, 0, false)).singleElement().satisfies(hit -> assertThat(hit.id())
                .isEqualTo(id));
        assertThat(store.context("99-1", 3, 2, false)).isEmpty();
        assertThat(store.context("nonsense", 3, 2, false)).isEmpty();
    }

    @Test
    void histogramCountsByLevelAndTime() {
        append(store, 0, 9_999);

        Histogram histogram =
                store.histogram(new LogQuery("", StoredLogs.FROM, StoredLogs.FROM.plusSeconds(10), null, 1, true), 10);

        assertThat(histogram.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(histogram.total()).isEqualTo(10_000);
        assertThat(histogram.partial()).isNull();
        assertThat(histogram.buckets()).hasSize(10).allSatisfy(bucket -> {
            assertThat(bucket.counts()).containsEntry(LogLevel.INFO, 900L).containsEntry(LogLevel.WARN, 100L);
        });
        assertThat(histogram.buckets().get(3).start()).isEqualTo(StoredLogs.FROM.plusSeconds(3));
        assertThat(store.histogram(StoredLogs.query("level:WARN", 1), 500).total())
                .isEqualTo(1_000);
    }

    @Test
    void searchThatRunsOutOfTimeSaysSo() {
        append(store, 1, 5_000);
        StoreOptions options = new StoreOptions(
                folder.resolve("other"),
                Retention.of(Duration.ofDays(7), 1L << 30),
                () -> Long.MAX_VALUE,
                0,
                Duration.ZERO);
        try (BlockStore hurried = BlockStore.open(options, FlinkLogs.CLOCK)) {
            append(hurried, 1, 5_000);

            LogPage page = hurried.search(StoredLogs.query("number17", 10));

            assertThat(page.partial()).contains("time budget of 0.0 s");
            assertThat(page.nextCursor()).isNotNull();
            assertThat(hurried.histogram(StoredLogs.query("number17", 1), 10).partial())
                    .contains("time budget");
        }
    }

    @Test
    void wrongCursorIsNamed() {
        assertThatThrownBy(() -> store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, "yesterday", 1, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> store.histogram(StoredLogs.query("", 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.search(new LogQuery("", Instant.MIN, Instant.MAX, null, 1, true))
                        .hits())
                .isEmpty();
        assertThat(store.histogram(new LogQuery("", Instant.MIN, Instant.MAX, null, 1, true), 500)
                        .buckets())
                .hasSizeBetween(1, 500);
    }

    @Test
    void liveTailTellsWhatMatchesInOrderUntilItIsClosed() throws Exception {
        List<Long> told = new CopyOnWriteArrayList<>();
        append(store, 1, 9);
        AutoCloseable handle = store.tail("level:WARN OR number15", hit -> told.add(number(hit)));
        append(store, 10, 35);
        await().untilAsserted(() -> assertThat(told).containsExactly(10L, 15L, 20L, 30L));

        handle.close();
        append(store, 36, 100);
        store.sync();

        assertThat(told).hasSize(4);
        assertThatThrownBy(() -> store.tail("level:", hit -> {})).isInstanceOf(LogQueryException.class);
    }

    @Test
    void slowLiveTailHoldsUpNobodyAndWhatItMissedIsCounted() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (AutoCloseable handle = store.tail("", hit -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            append(store, 1, 5_000);
            assertThat(handle).isNotNull();
            assertThat(numbers(store)).hasSize(5_000);
            assertThat(store.metrics().missedTailRecords()).isBetween(3_900L, 4_000L);
            released.countDown();
        }
    }

    @Test
    void liveTailsAreLimited() throws Exception {
        List<AutoCloseable> handles = new ArrayList<>();
        IntStream.range(0, Subscriptions.MOST).forEach(i -> handles.add(store.tail("", hit -> {})));

        assertThatThrownBy(() -> store.tail("", hit -> {})).isInstanceOf(IllegalStateException.class);

        handles.get(0).close();
        store.tail("", hit -> {}).close();
        for (AutoCloseable handle : handles) {
            handle.close();
        }
    }

    @Test
    void interruptedReaderHarmsNoOther() {
        append(store, 1, 3_000);
        store.sync();
        Thread.currentThread().interrupt();
        try {
            assertThat(numbers(store)).hasSize(3_000);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(numbers(store)).hasSize(3_000);
    }
}
