package io.weir.diagnosis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logs that only Flink's REST API shows: every line once, and no more asked for than needed. */
final class RestTailTest {
    private final FakeSink sink = new FakeSink();
    private final FakeLogRest rest;
    private RestTail tail;

    RestTailTest() throws IOException {
        rest = new FakeLogRest();
        rest.put("jobmanager", "flink.log", "");
        tail = open();
    }

    @AfterEach
    void close() {
        tail.close();
        rest.close();
    }

    @Test
    void newLinesOfEveryProcessAreTakenOnceAlsoAfterARestart() {
        rest.append("jobmanager", "flink.log", lines(1, 50));
        rest.put("taskmanager", "tm.log", lines(51, 90));
        rest.put("taskmanager", "tm.out", "");
        awaitMessages(90);

        tail.close();
        rest.append("jobmanager", "flink.log", lines(91, 95));
        tail = open();
        awaitMessages(95);
        rest.append("taskmanager", "tm.log", lines(96, 99));

        awaitMessages(99);
        assertThat(sink.streams())
                .extracting(LogStream::process)
                .containsExactlyInAnyOrder("jobmanager", FakeLogRest.TASKMANAGER);
    }

    @Test
    void fileThatDidNotGrowIsNotAskedForAgain() {
        rest.append("jobmanager", "flink.log", lines(1, 10));
        awaitMessages(10);
        int before = rest.downloads();
        rest.put("taskmanager", "tm.log", lines(11, 12));
        awaitMessages(12);

        assertThat(rest.downloads()).isEqualTo(before + 1);
    }

    @Test
    void rolledFileIsReadToItsEnd() {
        rest.append("jobmanager", "flink.log", lines(1, 50));
        awaitMessages(50);

        synchronized (rest) {
            rest.append("jobmanager", "flink.log", lines(51, 60));
            rest.rename("jobmanager", "flink.log", "flink.log.1");
            rest.put("jobmanager", "flink.log", lines(61, 63));
        }

        awaitMessages(63);
    }

    @Test
    void apiThatFailsLeavesTheLogsUnknownAndNothingIsLost() {
        rest.append("jobmanager", "flink.log", lines(1, 5));
        awaitMessages(5);
        rest.breakDown(true);
        await().untilAsserted(() -> assertThat(tail.unknown()).isPresent());
        assertThat(tail.unknown().orElseThrow().why()).contains("500");
        assertThat(up()).isZero();
        rest.append("jobmanager", "flink.log", lines(6, 9));

        rest.breakDown(false);

        awaitMessages(9);
        await().untilAsserted(() -> assertThat(tail.unknown()).isEmpty());
    }

    @Test
    void fileBeyondTheBudgetIsLeftAndCounted() {
        rest.put("taskmanager", "huge.log", "x".repeat(200_000));
        rest.append("jobmanager", "flink.log", lines(1, 5));

        awaitMessages(5);
        await().untilAsserted(() -> assertThat(tail.selfMetrics())
                .anyMatch(metric -> metric.name().equals("weir_log_rest_skipped_total") && metric.value() > 0));
    }

    private double up() {
        return tail.selfMetrics().stream()
                .filter(metric -> metric.name().equals("weir_log_rest_up"))
                .mapToDouble(SelfMetric::value)
                .sum();
    }

    private RestTail open() {
        return new RestTail(
                new RestTail.Config("demo", rest.uri(), LogOwner.NONE, ZoneOffset.UTC, Duration.ofMillis(100), 100_000),
                sink,
                new PlausibleTime(Duration.ofDays(7)),
                FlinkLogs.CLOCK);
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(NumberedLog::line).collect(Collectors.joining());
    }

    private void awaitMessages(int last) {
        await().untilAsserted(() -> assertThat(sink.messages())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, last)
                        .mapToObj(number -> "message " + number)
                        .toList()));
    }
}
