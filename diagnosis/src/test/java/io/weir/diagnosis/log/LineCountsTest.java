package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which records count, and how their series begin and end. */
final class LineCountsTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final FileIdentity FILE = new FileIdentity(1, 1, 1, 1);

    private final TestClock clock = new TestClock(START);
    private final FakeSink store = new FakeSink();
    private final Map<Labels, List<Sample>> written = new LinkedHashMap<>();
    private final LineCounts counts = new LineCounts(
            store,
            (series, sample) ->
                    written.computeIfAbsent(series, key -> new ArrayList<>()).add(sample),
            clock);
    private final LogStream stream = new LogStream(1, "orders", "taskmanager-1", LogKind.LOG, "flink.log");

    @Test
    void seriesBeginsWithZeroSoThatItsFirstLinesAreAnIncrease() {
        append(stream, LogLevel.ERROR, 3);
        counts.write();

        assertThat(values("ERROR")).containsExactly(0.0, 3.0);
        assertThat(values("INFO")).containsExactly(0.0, 0.0);
        assertThat(written.get(series("ERROR")))
                .extracting(Sample::timestampMs)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void rareLevelBeginsWhenItComes() {
        append(stream, LogLevel.INFO, 1);
        counts.write();
        assertThat(written).doesNotContainKey(series("FATAL"));

        clock.advance(Duration.ofSeconds(15));
        append(stream, LogLevel.FATAL, 1);
        counts.write();

        assertThat(values("FATAL")).containsExactly(0.0, 1.0);
    }

    @Test
    void backlogOfThePastIsStoredButNotCounted() {
        Instant yesterday = START.minus(Duration.ofDays(1));
        counts.append(stream, FILE, records(LogLevel.ERROR, yesterday, 5_000));
        append(stream, LogLevel.ERROR, 2);
        counts.write();

        assertThat(store.records()).hasSize(5_002);
        assertThat(values("ERROR")).containsExactly(0.0, 2.0);
        assertThat(metric("weir_log_lines_late_total")).isEqualTo(5_000);
    }

    @Test
    void recordsThatTheStoreRefusesCountOnceTheyAreTaken() {
        store.refuse(true);
        assertThat(counts.append(stream, FILE, records(LogLevel.ERROR, START, 7)))
                .isFalse();
        counts.write();
        assertThat(written).isEmpty();

        store.refuse(false);
        append(stream, LogLevel.ERROR, 7);
        counts.write();

        assertThat(values("ERROR")).containsExactly(0.0, 7.0);
    }

    @Test
    void seriesOfASilentProcessEndWithAStaleMarkerAndBeginAnew() {
        append(stream, LogLevel.ERROR, 7);
        counts.write();
        clock.advance(Duration.ofMinutes(LineCounts.IDLE_MINUTES).plusSeconds(1));
        counts.write();

        assertThat(values("ERROR")).hasSize(3).last().matches(Sample::isStale);
        assertThat(metric("weir_log_counted_processes")).isZero();

        clock.advance(Duration.ofSeconds(15));
        counts.write();
        assertThat(values("ERROR")).as("an ended series goes on no more").hasSize(3);

        append(stream, LogLevel.ERROR, 1);
        counts.write();
        assertThat(values("ERROR")).hasSize(5).endsWith(0.0, 1.0);
    }

    @Test
    void processesAreBoundedAndWhatIsRefusedIsTold() {
        for (int i = 0; i < LineCounts.MOST_PROCESSES + 3; i++) {
            append(new LogStream(i, "orders", "taskmanager-" + i, LogKind.LOG, "flink.log"), LogLevel.WARN, 2);
        }

        assertThat(metric("weir_log_counted_processes")).isEqualTo(LineCounts.MOST_PROCESSES);
        assertThat(metric("weir_log_lines_uncounted_total")).isEqualTo(6);
    }

    private void append(LogStream to, LogLevel level, int count) {
        assertThat(counts.append(to, FILE, records(level, clock.instant(), count)))
                .isTrue();
    }

    private static List<RawRecord> records(LogLevel level, Instant at, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RawRecord(
                        RecordHeader.bare(at.toEpochMilli(), level), (level + " - line " + i).getBytes(UTF_8), i))
                .toList();
    }

    private static Labels series(String level) {
        return Labels.of(
                Labels.NAME, "weir_log_lines_total", "cluster", "orders", "process", "taskmanager-1", "level", level);
    }

    private List<Double> values(String level) {
        return written.getOrDefault(series(level), List.of()).stream()
                .map(Sample::value)
                .toList();
    }

    private double metric(String name) {
        return counts.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(SelfMetric::value)
                .findFirst()
                .orElseThrow();
    }
}
