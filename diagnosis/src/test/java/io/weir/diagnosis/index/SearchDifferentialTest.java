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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 300 generated queries over generated lines, each answered by the store and by a plain scan of the lines. */
final class SearchDifferentialTest {
    private static final int FILES = 4;
    private static final int QUERIES = 300;
    private final Path folder;
    private final BlockStore store;
    private final List<NaiveRecord> records = new ArrayList<>();

    SearchDifferentialTest(@TempDir Path temp) {
        this.folder = temp;
        this.store = BlockStore.open(StoredLogs.options(temp), FlinkLogs.CLOCK);
    }

    @Test
    void generatedQueriesFindTheSameLinesAllOfThemInOrder() throws IOException {
        takeIn(30_000);
        ask();
    }

    @Test
    @Tag("soak")
    void generatedQueriesFindTheSameOfTwoHundredThousandLines() throws IOException {
        takeIn(200_000);
        ask();
    }

    /** File after file, so that streams are numbered as the files are. */
    private void takeIn(int count) throws IOException {
        try (LogTail tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK)) {
            for (int file = 0; file < FILES; file++) {
                List<String> lines = new GeneratedLogs(file).lines(count / FILES);
                String process = file == 0 ? "jobmanager" : "taskmanager-" + file;
                Path logs = Files.createDirectory(folder.resolve(process));
                Files.write(logs.resolve("flink.log"), lines);
                records.addAll(NaiveRecord.of(process, lines));
                tail.follow(new LogSource("demo", process, LogKind.LOG, logs, "*.log", ZoneOffset.UTC));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(store.status().records()).isEqualTo(records.size()));
            }
        }
        records.sort(Comparator.comparing(NaiveRecord::at));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void ask() {
        GeneratedQueries queries = new GeneratedQueries(records, 7);
        Random random = new Random(9);
        long found = 0;
        int some = 0;
        for (int i = 0; i < QUERIES; i++) {
            GeneratedQueries.Generated query = queries.next();
            List<String> expected = new ArrayList<>();
            query.hits().stream().forEach(hit -> expected.add(records.get(hit).text()));

            List<String> actual = walk(query.text(), random.nextBoolean(), 500 + random.nextInt(4_500), random);

            assertThat(actual.equals(expected))
                    .as(difference(query.text(), actual, expected))
                    .isTrue();
            if (i % 4 == 0) {
                assertThat(store.histogram(StoredLogs.query(query.text(), 1), 50)
                                .total())
                        .as("histogram of " + query.text())
                        .isEqualTo(expected.size());
            }
            found += expected.size();
            some += expected.isEmpty() ? 0 : 1;
        }
        assertThat(some).as("queries that find something").isGreaterThan(QUERIES * 2 / 3);
        assertThat(found).isPositive();
    }

    /** All hits, oldest first, page by page in one order or the other, and now and then a page back and forth again. */
    private List<String> walk(String query, boolean newestFirst, int limit, Random random) {
        List<String> texts = new ArrayList<>();
        String cursor = null;
        LogPage before = null;
        do {
            LogPage page =
                    store.search(new LogQuery(query, StoredLogs.FROM, StoredLogs.TO, cursor, limit, newestFirst));
            assertThat(page.partial()).isNull();
            texts.addAll(StoredLogs.texts(page));
            if (before != null && random.nextInt(4) == 0) {
                LogPage back = store.search(
                        new LogQuery(query, StoredLogs.FROM, StoredLogs.TO, page.previousCursor(), limit, newestFirst));
                assertThat(ids(back)).as("back in " + query).isEqualTo(ids(before));
            }
            cursor = page.nextCursor();
            before = page;
        } while (cursor != null);
        if (newestFirst) {
            Collections.reverse(texts);
        }
        return texts;
    }

    private static List<String> ids(LogPage page) {
        return page.hits().stream().map(Hit::id).toList();
    }

    private static String difference(String query, List<String> actual, List<String> expected) {
        int same = 0;
        while (same < Math.min(actual.size(), expected.size())
                && actual.get(same).equals(expected.get(same))) {
            same++;
        }
        return "%s: %d found, %d expected, the first other is number %d: found %s, expected %s"
                .formatted(query, actual.size(), expected.size(), same, at(actual, same), at(expected, same));
    }

    private static String at(List<String> texts, int index) {
        return index < texts.size() ? texts.get(index) : "nothing";
    }
}
