package io.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.database.Database;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.RulesDatabase;
import io.weir.rules.event.SqlEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand events, half of them pending, in a real process that is killed at any moment. Each life's clock is further ahead, so
 * that an hour's {@code for} passes without anybody waiting: were it begun anew by a restart, the last life would not fire.
 */
class EventStormTest {
    private static final int ALL = 4 * StormProcess.OF_EACH;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String RULES = """
            groups:
              - name: storm
                interval: 200ms
                rules:
                  - alert: StormFires
                    expr: storm >= 0
                  - alert: StormWaits
                    expr: storm >= 0
                    for: 1h
            """;

    private final Random random = new Random(20261121);
    private final Map<String, Event> known = new HashMap<>();

    @Test
    void eventsOutliveThreeKills(@TempDir Path folder) throws Exception {
        killed(folder, 3);
    }

    @Test
    @Tag("soak")
    void eventsOutliveTenKills(@TempDir Path folder) throws Exception {
        killed(folder, 10);
    }

    private void killed(Path folder, int times) throws Exception {
        Path ruleFile = Files.writeString(folder.resolve("storm.yml"), RULES);
        Path data = Files.createDirectory(folder.resolve("data"));
        for (int life = 0; life < times; life++) {
            Duration ahead = Duration.ofMinutes(50L * life / times);
            Process process = start(data, ruleFile, ahead);
            try {
                // The first life ends while events are being written, the others at any moment after that.
                if (life > 0) {
                    await().atMost(PATIENCE).until(() -> events(data).size() == ALL);
                }
                Thread.sleep(random.nextInt(500));
            } finally {
                kill(process);
            }
            compare(events(data));
        }
        Process last = start(data, ruleFile, Duration.ofHours(2));
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> everythingFires(data));
        } finally {
            kill(last);
        }
        List<Event> all = events(data);
        compare(all);
        assertThat(all).hasSize(ALL);
        assertThat(all).extracting(Event::state).containsOnly(EventState.FIRING);
        assertThat(notifications(data))
                .as("each firing is told, and once")
                .hasSize(ALL)
                .doesNotHaveDuplicates();
    }

    private static void everythingFires(Path data) {
        Map<String, Long> counts = events(data).stream()
                .collect(Collectors.groupingBy(event -> event.state() + " " + event.rule(), Collectors.counting()));
        long each = StormProcess.OF_EACH;
        assertThat(counts)
                .isEqualTo(Map.of(
                        "FIRING StormFires",
                        each,
                        "FIRING StormWaits",
                        each,
                        "FIRING TargetDown",
                        each,
                        "FIRING TaskManagerFullGcTooLong",
                        each));
    }

    /** Nothing that was there is gone, is there twice, or began at another time. */
    private void compare(List<Event> now) {
        Map<String, Event> byFingerprint = new HashMap<>();
        for (Event event : now) {
            assertThat(byFingerprint.put(event.fingerprint(), event))
                    .as("a second event of " + event)
                    .isNull();
        }
        known.forEach((fingerprint, before) -> {
            assertThat(byFingerprint).as("lost: " + before).containsKey(fingerprint);
            Event event = byFingerprint.getOrDefault(fingerprint, before);
            assertThat(event.id()).isEqualTo(before.id());
            assertThat(event.startsAt()).isEqualTo(before.startsAt());
            assertThat(event.state()).isGreaterThanOrEqualTo(before.state());
            if (before.firedAt() != null) {
                assertThat(event.firedAt()).isEqualTo(before.firedAt());
            }
        });
        known.putAll(byFingerprint);
    }

    private static List<Event> events(Path data) {
        try (Database database = RulesDatabase.open(data)) {
            SqlEventStore store = new SqlEventStore(database.jdbi());
            var page = store.page(EventQuery.newest(1000));
            assertThat(page.nextCursor())
                    .as("more events than there are conditions")
                    .isNull();
            return page.events();
        }
    }

    /** The events of which it was decided once to tell that they fire; the outbox has that in the same transaction. */
    private static List<String> notifications(Path data) {
        try (Database database = RulesDatabase.open(data)) {
            return database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT event_id FROM event_decision WHERE reason = 'TOLD_FIRING' AND times = 1")
                    .mapTo(String.class)
                    .list());
        }
    }

    private static Process start(Path data, Path ruleFile, Duration ahead) throws IOException {
        Path ready = ruleFile.resolveSibling("ready");
        Files.deleteIfExists(ready);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StormProcess.class.getName(),
                        data.toString(),
                        ruleFile.toString(),
                        ahead.toString(),
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        ready.resolveSibling("storm.log").toFile()))
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(ready) || !process.isAlive());
        assertThat(process.isAlive())
                .as("the process ended before it was ready")
                .isTrue();
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
