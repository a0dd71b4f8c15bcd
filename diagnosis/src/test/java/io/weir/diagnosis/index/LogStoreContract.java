package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.number;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.index.Completion.Suggestion;
import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogOwner;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.LogTail;
import io.weir.diagnosis.log.PlausibleTime;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of log store does. */
abstract class LogStoreContract {
    private static final int QUERIES = 120;
    private final Path folder;
    private LogStore store;

    private final Function<Path, LogStore> opener;

    /** {@code opener} opens a store in a folder; what was in that folder's store is in it. */
    LogStoreContract(Path folder, Function<Path, LogStore> opener) {
        this.folder = folder;
        this.opener = opener;
        this.store = opener.apply(folder);
    }

    /** Returns once what was taken in is found. */
    abstract void settle(LogStore taken);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void generatedQueriesFindTheSameLinesAllOfThemInOrder() throws IOException {
        List<NaiveRecord> records = new ArrayList<>();
        try (LogTail tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK)) {
            for (int file = 0; file < 2; file++) {
                List<String> lines = new GeneratedLogs(file).lines(2_000);
                String process = file == 0 ? "jobmanager" : "taskmanager-" + file;
                Path logs = Files.createDirectory(folder.resolve(process));
                Files.write(logs.resolve("flink.log"), lines);
                records.addAll(NaiveRecord.of(process, lines));
                tail.follow(new LogSource("demo", process, LogKind.LOG, logs, "*.log", ZoneOffset.UTC));
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    settle(store);
                    assertThat(store.histogram(StoredLogs.query("", 1), 10).total())
                            .isEqualTo(records.size());
                });
            }
        }
        new SearchDifference(store, records).ask(QUERIES);
    }

    @Test
    void pagesStayInStepBothWaysWhileRecordsArrive() {
        append(store, 1, 1_000);
        settle(store);
        List<Long> found = new ArrayList<>();
        List<Long> back = new ArrayList<>();
        String cursor = null;
        String last = null;
        int arriving = 1_001;
        do {
            LogPage page = store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, cursor, 150, true));
            page.hits().forEach(hit -> found.add(number(hit)));
            last = page.previousCursor();
            cursor = page.nextCursor();
            append(store, arriving, arriving + 99);
            settle(store);
            arriving += 100;
        } while (cursor != null);
        while (last != null) {
            LogPage page = store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, last, 150, true));
            List<Long> numbers =
                    page.hits().stream().map(NumberedRecords::number).toList();
            back.addAll(0, numbers);
            last = page.previousCursor();
        }

        assertThat(found)
                .hasSize(1_000)
                .doesNotHaveDuplicates()
                .startsWith(1_000L)
                .endsWith(1L);
        assertThat(back)
                .hasSize(arriving - 101)
                .doesNotHaveDuplicates()
                .startsWith(arriving - 1L)
                .endsWith(101L);
    }

    @Test
    void idFindsTheRecordAndItsNeighboursOfTheProcessOrTheFile() {
        LogStream one = store.openStream(NumberedRecords.SOURCE, "one.log");
        LogStream other = store.openStream(NumberedRecords.SOURCE, "other.log");
        append(store, one, 1, 10);
        append(store, other, 11, 12);
        append(store, one, 13, 20);
        settle(store);
        String id = store.search(StoredLogs.query("number13", 1)).hits().get(0).id();

        assertThat(store.context(id, 3, 2, false).stream().map(NumberedRecords::number))
                .containsExactly(10L, 11L, 12L, 13L, 14L, 15L);
        assertThat(store.context(id, 3, 2, true).stream().map(NumberedRecords::number))
                .containsExactly(8L, 9L, 10L, 13L, 14L, 15L);
        assertThat(store.context(id, 0, 0, false)).singleElement().satisfies(hit -> assertThat(hit.id())
                .isEqualTo(id));
        assertThat(store.context("99-1", 3, 2, false)).isEmpty();
        assertThat(store.context("nonsense", 3, 2, false)).isEmpty();
    }

    @Test
    void histogramAndFacetsCountWhatIsFound() {
        append(store, 0, 1_999);
        append(store, 2_000, 2_009);
        settle(store);

        for (String query : List.of("", "number*", "record", "\"some words in it\"")) {
            Histogram histogram = store.histogram(
                    new LogQuery(query, StoredLogs.FROM, StoredLogs.FROM.plusSeconds(2), null, 1, true), 10);
            assertThat(histogram.step()).isEqualTo(Duration.ofMillis(200));
            assertThat(histogram.total()).as(query).isEqualTo(2_000);
            assertThat(histogram.buckets()).hasSize(10).allSatisfy(bucket -> assertThat(bucket.counts())
                    .containsEntry(LogLevel.INFO, 180L)
                    .containsEntry(LogLevel.WARN, 20L));
            Facets facets = store.facets(
                    StoredLogs.query(query, 1), EnumSet.of(Facet.Field.LEVEL, Facet.Field.PROCESS, Facet.Field.RUN), 1);
            assertThat(facets.total()).isEqualTo(2_010);
            assertThat(facets.facets())
                    .containsExactly(
                            new Facet(Facet.Field.LEVEL, List.of(new Facet.Count("INFO", 1_809)), 201),
                            new Facet(Facet.Field.RUN, List.of(), 2_010),
                            new Facet(Facet.Field.PROCESS, List.of(new Facet.Count("taskmanager-1", 2_010)), 0));
        }
        assertThat(store.histogram(new LogQuery("", Instant.MIN, Instant.MAX, null, 1, true), 500)
                        .total())
                .isEqualTo(2_010);
    }

    @Test
    void fieldsOfTheOriginAreAskedFor() {
        LogStream owned = store.openStream(
                new LogSource(
                        "prod",
                        "TaskManager-7",
                        LogKind.OUT,
                        Path.of("log"),
                        "*.out",
                        ZoneOffset.UTC,
                        new LogOwner("pay", "orders", "42"),
                        NumberedRecords.SOURCE.format()),
                "task.out");
        append(store, owned, 1, 3);
        append(store, 4, 5);
        settle(store);

        assertThat(numbers(store, "process:taskmanager-7")).isEqualTo(range(1, 3));
        assertThat(numbers(store, "process:*-7 run:42")).isEqualTo(range(1, 3));
        assertThat(numbers(store, "process:/Manager-[1-8]$/")).isEqualTo(range(1, 3));
        assertThat(numbers(store, "NOT run:*")).isEqualTo(range(4, 5));
        assertThat(numbers(store, "kind:out deployment:orders")).isEqualTo(range(1, 3));
        assertThat(numbers(store, "-namespace:pay OR file:*.out")).isEqualTo(range(1, 5));
        assertThat(numbers(store, "process:nobody")).isEmpty();
    }

    @Test
    void textIsKeptByteForByte() {
        byte[] odd = {'o', 'd', 'd', ' ', 0, ' ', (byte) 0xC3, ' ', (byte) 0xFF, '\n', 'x'};
        String long1 = "A".repeat(200) + "b";
        LogStream stream = store.openStream(NumberedRecords.SOURCE, "x.log");
        FileIdentity identity = new FileIdentity(1, 2, 3, 4);
        RecordHeader header = RecordHeader.bare(NumberedRecords.START, LogLevel.UNKNOWN);
        store.append(
                stream,
                identity,
                List.of(
                        new RawRecord(header, odd, odd.length),
                        new RawRecord(header, ("long " + long1 + " 中文日志").getBytes(StandardCharsets.UTF_8), 500)));
        settle(store);

        assertThat(StoredLogs.texts(store.search(StoredLogs.query("odd", 1))))
                .containsExactly(new String(odd, StandardCharsets.UTF_8));
        for (String query : List.of(long1, "aaaa*b", "志", "日志", "/A{150}/")) {
            assertThat(store.search(StoredLogs.query(query, 10)).hits())
                    .as(query)
                    .hasSize(1);
        }
        assertThat(store.search(StoredLogs.query("aaaa", 10)).hits()).isEmpty();
    }

    @Test
    void whatIsTypedIsCompleted() {
        append(store, 1, 20);
        settle(store);

        assertThat(store.complete("process:task", 12).suggestions())
                .containsExactly(new Suggestion("taskmanager-1", Completion.Kind.VALUE));
        assertThat(store.complete("lev", 3).suggestions()).contains(new Suggestion("level:", Completion.Kind.FIELD));
    }

    @Test
    void liveTailTellsWhatMatches() throws Exception {
        List<Long> told = new CopyOnWriteArrayList<>();
        append(store, 1, 9);
        AutoCloseable handle = store.tail("level:WARN OR number15", hit -> told.add(number(hit)));
        append(store, 10, 35);
        await().untilAsserted(() -> assertThat(told).containsExactly(10L, 15L, 20L, 30L));
        handle.close();
    }

    @Test
    void storeThatIsOpenedAgainHasEverythingOnce() {
        append(store, 1, 3_000);
        store.close();
        store = opener.apply(folder);
        append(store, 3_001, 3_100);
        settle(store);

        assertThat(numbers(store)).isEqualTo(range(1, 3_100));
        await().untilAsserted(() -> assertThat(store.readOnly()).isNull());
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> store.search(StoredLogs.query("level:", 1))).isInstanceOf(LogQueryException.class);
        assertThatThrownBy(() -> store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, "yesterday", 1, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> store.histogram(StoredLogs.query("", 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.facets(StoredLogs.query("", 1), EnumSet.of(Facet.Field.LEVEL), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
