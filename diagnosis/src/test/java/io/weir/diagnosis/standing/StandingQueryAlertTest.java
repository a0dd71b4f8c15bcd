package io.weir.diagnosis.standing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.collector.StorageConfig;
import io.weir.collector.target.ScrapeLimits;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.TestClock;
import io.weir.diagnosis.index.LogQueryException;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line arrives, and an event fires. */
final class StandingQueryAlertTest {
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Path temp;
    private final Path file;

    StandingQueryAlertTest(@TempDir Path temp) {
        this.temp = temp;
        this.file = temp.resolve("log/taskmanager.log");
    }

    @BeforeEach
    void writeRule() throws IOException {
        Files.createDirectory(temp.resolve("log"));
        Files.writeString(temp.resolve("logs.yml"), """
                groups:
                  - name: logs
                    rules:
                      - alert: KeywordAppeared
                        expr: sum by (process) (increase(weir_log_matches_total{query="poison"}[5m])) > 0
                """);
    }

    @Test
    void keywordThatAppearsFiresAndAQueryTakenAwayCountsNoMore() throws Exception {
        try (Collector collector = collector();
                Rules rules = rules(collector);
                Diagnosis diagnosis = diagnosis(collector)) {
            StandingQueries queries = diagnosis.logbook().standingQueries();
            assertThat(queries.change(query("poison", 1, "level:ERROR PoisonRecord*")))
                    .isTrue();
            assertThat(queries.change(query("poison", 1, "again"))).isFalse();
            assertThatThrownBy(() -> queries.change(query("bad", 1, "level:LOUD")))
                    .isInstanceOf(LogQueryException.class);
            diagnosis
                    .logbook()
                    .following()
                    .follow(new LogSource(
                            "orders", "taskmanager-1", LogKind.LOG, temp.resolve("log"), "*.log", ZoneOffset.UTC));
            write("ERROR", clock.instant().minus(Duration.ofHours(1)), "PoisonRecordException of the past");
            write("ERROR", clock.instant(), "something else");
            write("INFO", clock.instant(), "PoisonRecordException that is no error");
            await().until(() -> diagnosis.logbook().status().records() == 3);
            assertThat(queries.matches("poison")).isZero();

            write("ERROR", clock.instant(), "PoisonRecordException now");
            await().until(() -> queries.matches("poison") == 1);
            clock.advance(ROUND);
            await().until(() -> shown(rules).equals(List.of(1.0)));
            // A round in a second: the five minutes of the rule must not pass while a busy machine catches up.
            Event fired = await().pollInterval(Duration.ofSeconds(1))
                    .until(
                            () -> {
                                clock.advance(ROUND);
                                return events(rules);
                            },
                            events -> events.stream().anyMatch(event -> event.state() == EventState.FIRING))
                    .get(0);
            assertThat(fired.labels()).containsEntry("process", "taskmanager-1");

            assertThat(queries.change(query("poison", 2, null))).isTrue();
            assertThat(queries.queries()).isEmpty();
            await().untilAsserted(() -> {
                clock.advance(ROUND);
                assertThat(shown(rules)).isEmpty();
            });
        }
        try (Collector collector = collector();
                Diagnosis diagnosis = diagnosis(collector)) {
            assertThat(diagnosis.logbook().standingQueries().versions("poison")).hasSize(2);
        }
    }

    private static StandingQuery query(String name, long version, @Nullable String text) {
        return new StandingQuery(name, version, text, "", "erika", Instant.EPOCH);
    }

    /** How often the query was met, as the head has it now. */
    private List<Double> shown(Rules rules) {
        QueryResult result = rules.promQl().query("weir_log_matches_total", clock.instant());
        return ((QueryResult.InstantVector) result)
                .elements().stream().map(element -> element.sample().value()).toList();
    }

    private static List<Event> events(Rules rules) {
        return rules.events(EventQuery.newest(100)).events().stream()
                .filter(event -> event.rule().equals("KeywordAppeared"))
                .toList();
    }

    private void write(String level, Instant at, String message) throws IOException {
        Files.writeString(
                file,
                TIME.format(at) + ' ' + level + " org.example.Sink [] - " + message + "\n",
                UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Diagnosis diagnosis(Collector collector) {
        return Diagnosis.open(
                new LogbookConfig(temp, Retention.of(Duration.ofDays(7), 1L << 30), Duration.ofMillis(20)),
                collector.sink(),
                clock);
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
                        Map.of(),
                        List.of(),
                        new RuleFilesConfig(List.of(temp.resolve("logs.yml"))),
                        List.of(),
                        URI.create("http://127.0.0.1:8090")),
                collector,
                clock);
    }
}
