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
import java.util.List;
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
        new SearchDifference(store, records).ask(QUERIES);
    }

    @Test
    @Tag("soak")
    void generatedQueriesFindTheSameOfTwoHundredThousandLines() throws IOException {
        takeIn(200_000);
        new SearchDifference(store, records).ask(QUERIES);
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
    }

    @AfterEach
    void close() {
        store.close();
    }
}
