package io.weir.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.logbook.LogbookConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a file that Flink wrote to a hit. */
final class DiagnosisTest {
    private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-21T00:00:00Z");

    private final Path temp;

    DiagnosisTest(@TempDir Path temp) {
        this.temp = temp;
    }

    @Test
    void failedJobIsFoundWithItsStackTraceAndHighlighted() throws IOException {
        try (Diagnosis diagnosis = open()) {
            write("f-restart-loop/flink-jobmanager.log");
            diagnosis.logbook().following().follow(source("f-restart-loop", "jobmanager", LogKind.LOG));
            String phrase = "switched from RUNNING to FAILED";
            long expected = FlinkLogs.lines("f-restart-loop/flink-jobmanager.log").stream()
                    .filter(line -> line.contains(phrase))
                    .count();
            awaitAll(diagnosis, "f-restart-loop/flink-jobmanager.log");

            LogPage page = diagnosis.logbook().search(query("\"" + phrase + "\"", 100));

            assertThat(page.hits()).hasSize((int) expected);
            assertThat(page.partial()).isNull();
            assertThat(page.nextCursor()).isNull();
            Comparator<Hit> byTime = Comparator.comparing(hit -> hit.record().at());
            assertThat(page.hits()).isSortedAccordingTo(byTime.reversed());
            Hit hit = page.hits().get(0);
            assertThat(hit.highlights()).hasSize(1);
            assertThat(hit.record()
                            .text()
                            .substring(
                                    hit.highlights().get(0).start(),
                                    hit.highlights().get(0).end()))
                    .isEqualTo(phrase);
            assertThat(hit.record().text()).contains("\n\tat ").containsPattern("poison record \\d+");
            assertThat(hit.record().level()).isEqualTo(LogLevel.INFO);
            assertThat(hit.record().logger()).isEqualTo("org.apache.flink.runtime.executiongraph.ExecutionGraph");
            assertThat(diagnosis
                            .logbook()
                            .histogram(query("\"" + phrase + "\"", 1), 500)
                            .total())
                    .isEqualTo(expected);
            assertThat(diagnosis.logbook().context(hit.id(), 3, 2, false))
                    .hasSize(6)
                    .contains(hitWithoutHighlights(hit));
        }
    }

    private static Hit hitWithoutHighlights(Hit hit) {
        return new Hit(hit.id(), hit.record(), List.of());
    }

    private Diagnosis open() throws IOException {
        return Diagnosis.open(
                new LogbookConfig(
                        Files.createDirectories(temp.resolve("data")),
                        Retention.of(Duration.ofDays(7), 1L << 30),
                        Duration.ofSeconds(15)),
                (series, sample) -> {},
                FlinkLogs.CLOCK);
    }

    private LogSource source(String folder, String process, LogKind kind) {
        return new LogSource("demo", process, kind, temp.resolve(folder), "*.log", ZoneOffset.UTC);
    }

    private void write(String name) throws IOException {
        Path path = temp.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, FlinkLogs.bytes(name));
    }

    private static LogQuery query(String text, int limit) {
        return new LogQuery(text, FROM, TO, null, limit, true);
    }

    private static void awaitAll(Diagnosis diagnosis, String name) {
        long records = FlinkLogs.lines(name).stream()
                .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\d .*"))
                .count();
        await().untilAsserted(
                        () -> assertThat(diagnosis.logbook().status().records()).isEqualTo(records));
    }
}
