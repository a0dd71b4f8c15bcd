package io.weir.diagnosis.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OddBytesTest {
    @Test
    void binaryLinesAreFoundByTheirWordsAndStayAsTheyAre(@TempDir Path folder) throws IOException {
        String line = "2026-11-20 15:50:00,000 INFO  a.B [] - before \0\1\2 b\u00e4d latin1 \u00ff\u00fe after";
        Path log = Files.createDirectories(folder.resolve("log"));
        Files.write(log.resolve("x.log"), (line + "\n").getBytes(ISO_8859_1));
        try (BlockStore store = NumberedRecords.open(folder);
                LogTail tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK)) {
            tail.follow(new LogSource("demo", "tm", LogKind.LOG, log, "*.log", ZoneOffset.UTC));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(store.status().records()).isEqualTo(1));
        }
        try (BlockStore store = NumberedRecords.open(folder)) {
            for (String query : new String[] {"before", "after", "latin1", "\"before after\" OR latin1"}) {
                assertThat(store.search(StoredLogs.query(query, 10)).hits())
                        .as(query)
                        .hasSize(1);
            }
            Hit hit = store.search(StoredLogs.query("latin1", 10)).hits().get(0);
            // What is no UTF-8 is shown as U+FFFD; what is, as it is, with its NUL.
            assertThat(hit.record().text())
                    .isEqualTo(new String(line.getBytes(ISO_8859_1), UTF_8))
                    .contains("\0\1\2", "\uFFFDd", "after");
        }
    }
}
