package io.weir.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.collector.StorageConfig;
import io.weir.collector.target.ScrapeLimits;
import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.logbook.LogbookConfig;
import io.weir.rules.Rules;
import io.weir.rules.RulesConfig;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.rulefile.RuleFilesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a line that a process writes, through the real tail, store, head and rules, to an event and its end. */
final class ErrorLogRateTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TestClock clock = new TestClock(START);
    private final Path temp;
    private final Path folder;
    private final Path file;
    private int errors;
    private int records;

    ErrorLogRateTest(@TempDir Path temp) {
        this.temp = temp;
        this.folder = temp.resolve("log");
        this.file = folder.resolve("taskmanager.log");
    }

    @Test
    void burstOfErrorsInALogFiresAndItsEndResolves() throws Exception {
        Files.createDirectories(folder);
        write("ERROR", Instant.parse("2026-11-19T12:00:00Z"), 2_000);
        try (Collector collector = collector();
                Rules rules = rules(collector);
                Diagnosis diagnosis = Diagnosis.open(
                        new LogbookConfig(temp, Retention.of(Duration.ofDays(7), 1L << 30), Duration.ofMillis(20)),
                        collector.sink(),
                        clock)) {
            diagnosis
                    .logbook()
                    .following()
                    .follow(new LogSource("orders", "taskmanager-1", LogKind.LOG, folder, "*.log", ZoneOffset.UTC));
            records = 2_000;
            await().until(() -> diagnosis.logbook().status().records() == records);

            rounds(rules, diagnosis, 3, 0);
            assertThat(events(rules))
                    .as("yesterday's errors are no burst of now")
                    .isEmpty();

            Instant begin = clock.instant();
            rounds(rules, diagnosis, 5, 120);
            Event fired =
                    await().until(() -> newest(rules), Optional::isPresent).orElseThrow();
            assertThat(fired.state()).isEqualTo(EventState.FIRING);
            assertThat(fired.labels()).containsEntry("cluster", "orders").containsEntry("process", "taskmanager-1");
            assertThat(fired.startsAt()).isBetween(begin, begin.plus(ROUND.multipliedBy(4)));

            rounds(rules, diagnosis, 9, 0);
            await().until(() -> newest(rules).orElseThrow().state() == EventState.RESOLVED);
            assertThat(events(rules)).hasSize(1);
        }
    }

    /** Each round but a silent one writes errors and lines that are none, moves the clock on, and waits until the head shows them and the rule has looked. */
    private void rounds(Rules rules, Diagnosis diagnosis, int count, int perRound) throws IOException {
        for (int i = 0; i < count; i++) {
            if (perRound > 0) {
                write("INFO", clock.instant(), 20);
                write("ERROR", clock.instant(), perRound);
                errors += perRound;
                records += 20 + perRound;
            }
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> diagnosis.logbook().status().records() == records);
            clock.advance(ROUND);
            await().pollInterval(Duration.ofMillis(10)).until(() -> shown(rules) == errors);
            Instant now = clock.instant();
            await().pollInterval(Duration.ofMillis(10)).until(() -> rules.rules().stream()
                    .filter(rule -> rule.name().equals("ErrorLogRate"))
                    .anyMatch(rule -> now.equals(rule.lastEvaluation())));
        }
    }

    private double shown(Rules rules) {
        QueryResult result = rules.promQl().query("sum(weir_log_lines_total{level=\"ERROR\"})", clock.instant());
        return result instanceof QueryResult.InstantVector vector
                        && !vector.elements().isEmpty()
                ? vector.elements().get(0).sample().value()
                : -1;
    }

    private static List<Event> events(Rules rules) {
        return rules.events(EventQuery.newest(100)).events().stream()
                .filter(event -> event.rule().equals("ErrorLogRate"))
                .filter(event -> event.state() != EventState.PENDING)
                .toList();
    }

    private static Optional<Event> newest(Rules rules) {
        return events(rules).stream().findFirst();
    }

    private void write(String level, Instant at, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(TIME.format(at)).append(' ').append(level);
            text.append(" org.example.Sink [] - Cannot write record ").append(i).append('\n');
            text.append("java.io.IOException: refused\n\tat org.example.Sink.write(Sink.java:7)\n");
        }
        Files.writeString(file, text.toString(), UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Collector collector() {
        Duration second = Duration.ofSeconds(1);
        return Collector.open(
                new CollectorConfig(
                        temp,
                        ROUND,
                        second,
                        ScrapeLimits.DEFAULTS,
                        second,
                        second,
                        Duration.ofHours(1),
                        StorageConfig.DEFAULTS),
                clock);
    }

    private Rules rules(Collector collector) {
        return Rules.open(
                new RulesConfig(
                        temp,
                        Duration.ofMillis(50),
                        Map.of("ErrorLogRate", Map.of("window", "1m")),
                        List.of(),
                        RuleFilesConfig.NONE,
                        List.of(),
                        URI.create("http://127.0.0.1:8090")),
                collector,
                clock);
    }
}
