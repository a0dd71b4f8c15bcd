package io.weir.diagnosis.index;

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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file with odd times to what a search answers. */
final class OddTimesTest {
    private final Path folder;
    private BlockStore store;
    private final LogTail tail;

    OddTimesTest(@TempDir Path temp) {
        this.folder = temp;
        this.store = NumberedRecords.open(temp);
        this.tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
    }

    @AfterEach
    void close() {
        tail.close();
        store.close();
    }

    @Test
    void linesOutOfOrderAndFarOffAreFoundInOneStableOrder() throws IOException {
        Instant now = FlinkLogs.CLOCK.instant();
        String late = text(now.minus(Duration.ofDays(6)));
        String early = text(now.plus(Duration.ofMinutes(9)));
        write("tm", """
            %1$s INFO  a.B [] - now 1
            %2$s INFO  a.B [] - six days late
            %1$s INFO  a.B [] - now 2
            %3$s INFO  a.B [] - a little early
            2038-01-19 03:14:07,000 INFO  a.B [] - far ahead
            1970-01-01 00:00:00,000 INFO  a.B [] - never set
            %1$s INFO  a.B [] - now 3
            """.formatted(text(now), late, early));
        follow("tm", ZoneOffset.UTC, 7);

        List<String> newestFirst = messages(pages(true));
        assertThat(newestFirst)
                .containsExactly(
                        "a little early", "now 3", "never set", "far ahead", "now 2", "now 1", "six days late");
        List<String> oldestFirst = new ArrayList<>(messages(pages(false)));
        Collections.reverse(oldestFirst);
        assertThat(oldestFirst).isEqualTo(newestFirst);
        assertThat(tail.metrics().implausibleTimes()).isEqualTo(2);
        assertThat(pages(true))
                .filteredOn(hit -> hit.record().text().contains("never set"))
                .allSatisfy(hit -> assertThat(hit.record().at()).isEqualTo(now));
        assertThat(misdated()).containsExactly("never set", "far ahead");
        tail.close();
        store.close();
        try (BlockStore again = NumberedRecords.open(folder)) {
            store = again;
            assertThat(misdated()).containsExactly("never set", "far ahead");
        }
    }

    /** Those that say that their time is not their own. */
    private List<String> misdated() {
        return messages(
                pages(true).stream().filter(hit -> hit.record().misdated()).toList());
    }

    @Test
    void zonesAndFormatsOfOneFileAreReadLineByLine() throws IOException {
        // One process writes Berlin's time, another UTC's; both mix in formats that state their zone, and JSON.
        write("berlin", """
            2026-11-20 16:50:00,000 INFO  a.B [] - berlin 1
            2026-11-20T15:50:01.000Z INFO  a.B [] - berlin 2
            {"@timestamp":"2026-11-20T23:50:02.000+08:00","log.level":"WARN","message":"berlin 3","log.logger":"a.B"}
            2026-11-20 16:50:03,000 INFO  a.B [] - berlin 4
            """);
        write("utc", """
            2026-11-20 15:50:00,500 INFO  a.B [] - utc 1
            2026-11-20 15:50:03,500 INFO  a.B [] - utc 2
            """);
        follow("berlin", ZoneId.of("Europe/Berlin"), 4);
        follow("utc", ZoneOffset.UTC, 6);

        assertThat(pages(false).stream().map(hit -> hit.record().at().toString()))
                .containsExactly(
                        "2026-11-20T15:50:00Z",
                        "2026-11-20T15:50:00.500Z",
                        "2026-11-20T15:50:01Z",
                        "2026-11-20T15:50:02Z",
                        "2026-11-20T15:50:03Z",
                        "2026-11-20T15:50:03.500Z");
        assertThat(messages(pages(false))).containsSubsequence("berlin 1", "utc 1", "berlin 2", "berlin 4", "utc 2");
    }

    private static String text(Instant at) {
        return at.toString().replace('T', ' ').replaceAll("(\\.\\d+)?Z$", ",000");
    }

    private void write(String process, String lines) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        Files.write(folder.resolve("log/" + process + ".log"), lines.getBytes(UTF_8));
    }

    private void follow(String process, ZoneId zone, long records) {
        tail.follow(new LogSource("demo", process, LogKind.LOG, folder.resolve("log"), process + ".log", zone));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(store.status().records()).isEqualTo(records));
    }

    /** Page by page, two at a time. */
    private List<Hit> pages(boolean newestFirst) {
        List<Hit> hits = new ArrayList<>();
        String cursor = null;
        Instant from = FlinkLogs.CLOCK.instant().minus(Duration.ofDays(8));
        do {
            LogPage page = store.search(new LogQuery("", from, from.plus(Duration.ofDays(10)), cursor, 2, newestFirst));
            hits.addAll(page.hits());
            cursor = page.nextCursor();
        } while (cursor != null);
        return hits;
    }

    private static List<String> messages(List<Hit> hits) {
        return hits.stream()
                .map(hit -> hit.record().text())
                .map(text -> text.substring(text.indexOf(" - ") < 0 ? 0 : text.indexOf(" - ") + 3))
                .toList();
    }
}
