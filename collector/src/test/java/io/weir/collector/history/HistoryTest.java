package io.weir.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ManualClock;
import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadConfig;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    /** A quarter of an hour before midnight UTC. */
    private static final long START = Instant.parse("2026-11-20T23:45:00Z").toEpochMilli();

    private static final Duration HEAD = Duration.ofHours(2);
    private static final HistoryConfig CONFIG = new HistoryConfig(true, Duration.ofDays(3), 1L << 30);

    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));

    /** A head with a history behind it, as the collector puts them together. */
    private final class Store implements AutoCloseable {
        final History history;
        final HistoryFlush flush;
        final Head head;
        final RecentAndPast both;

        Store(Path folder) {
            history = History.open(folder.resolve("history"), CONFIG);
            flush = new HistoryFlush(history, HEAD, clock);
            head = Head.open(folder.resolve("head"), new HeadConfig(HEAD, 10_000, 10_000, flush::heldFrom), clock);
            flush.begin(head);
            both = new RecentAndPast(head, history);
        }

        /** Pages of two series, one a minute. */
        void collect(Duration time) {
            Feed feed = head.feed();
            HeadSeries[] series = {series("count", "map"), series("load", "map"), series("load", "sink")};
            for (long minute = 0; minute < time.toMinutes(); minute++) {
                clock.advance(Duration.ofMinutes(1));
                double at = (clock.millis() - START) / 60_000.0;
                if (minute % 30 == 0) {
                    flush.run();
                }
                feed.append(clock.millis(), series, new double[] {at, at % 7, Sample.STALE}, 3);
            }
        }

        private HeadSeries series(String name, String task) {
            return Objects.requireNonNull(head.series(Labels.of("__name__", name, "task", task)));
        }

        double[] counts(long fromMs, long toMs) {
            List<Series> found = both.select(List.of(LabelMatcher.equal("__name__", "count")), fromMs, toMs);
            return found.isEmpty() ? new double[0] : found.get(0).values();
        }

        double metric(String name) {
            return history.selfMetrics().stream()
                    .filter(metric -> metric.name().equals(name))
                    .mapToDouble(SelfMetric::value)
                    .sum();
        }

        @Override
        public void close() {
            flush.close();
            head.close();
            history.close();
        }
    }

    private static double[] minutes(int from, int to) {
        double[] all = new double[to - from + 1];
        java.util.Arrays.setAll(all, i -> from + i);
        return all;
    }

    @Test
    void aQueryAcrossTheSeamReadsEverySampleOnce(@TempDir Path folder) {
        try (Store store = new Store(folder)) {
            store.collect(Duration.ofHours(5));
            store.flush.run();
            assertThat(store.metric("weir_history_samples_written_total")).isBetween(3 * 160.0, 3 * 180.0);
            assertThat(store.counts(START, clock.millis())).containsExactly(minutes(1, 300));
            store.head.dropOld();
            assertThat(store.head.select(List.of(), START, START + 3_600_000)).isEmpty();
            assertThat(store.counts(START, clock.millis())).containsExactly(minutes(1, 300));
            assertThat(store.counts(START + 600_000, START + 1_200_000)).containsExactly(minutes(10, 20));
            store.flush.run();
            assertThat(store.counts(0, Long.MAX_VALUE)).containsExactly(minutes(1, 300));
        }
    }

    @Test
    void staleMarkersAndOddNumbersComeBackWithTheirBits(@TempDir Path folder) {
        double[] odd = {Sample.STALE, Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 0.1, 1e300};
        try (History history = History.open(folder, CONFIG)) {
            long[] times = new long[odd.length];
            java.util.Arrays.setAll(times, i -> START + i);
            Labels labels = Labels.of("__name__", "odd", "task", "ü \"\\ '\n");
            history.write(START, START + 900_000, List.of(new Series(labels, times, odd)));
            Series back = history.select(List.of(), START, START + 100).get(0);
            assertThat(back.labels()).isEqualTo(labels);
            assertThat(back.timestampsMs()).isEqualTo(times);
            for (int i = 0; i < odd.length; i++) {
                assertThat(Double.doubleToRawLongBits(back.values()[i])).isEqualTo(Double.doubleToRawLongBits(odd[i]));
            }
        }
    }

    @Test
    void itGoesOnAfterARestart(@TempDir Path folder) {
        for (int run = 0; run < 3; run++) {
            try (Store store = new Store(folder)) {
                store.collect(Duration.ofHours(3));
                store.flush.run();
                store.head.dropOld();
            }
        }
        try (Store store = new Store(folder)) {
            assertThat(store.counts(START, clock.millis())).containsExactly(minutes(1, 540));
            assertThat(store.both.series(List.of(LabelMatcher.equal("task", "sink")), START, START + 600_000))
                    .containsExactly(Labels.of("__name__", "load", "task", "sink"));
        }
    }

    @Test
    void aLongPauseLosesNothingThatWasCollectedBeforeIt(@TempDir Path folder) {
        try (Store store = new Store(folder)) {
            store.collect(Duration.ofMinutes(90));
        }
        clock.advance(Duration.ofHours(3));
        try (Store store = new Store(folder)) {
            store.flush.run();
            store.head.dropOld();
            assertThat(store.counts(START, START + 90 * 60_000)).containsExactly(minutes(1, 90));
        }
    }

    @Test
    void wholeDaysGoByAgeAndBySize(@TempDir Path folder) throws IOException {
        try (History history = History.open(folder, new HistoryConfig(true, Duration.ofDays(3), 1L << 30))) {
            for (int day = 0; day < 6; day++) {
                long at = START + day * 86_400_000L;
                history.write(at, at + 900_000, List.of(series(at)));
            }
            history.prune(START + 5 * 86_400_000L);
            assertThat(days(folder)).containsExactly("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25");
        }
        try (History history = History.open(folder, new HistoryConfig(true, Duration.ofDays(30), 1))) {
            history.prune(START + 5 * 86_400_000L);
            assertThat(days(folder)).containsExactly("2026-11-25");
            assertThat(history.select(List.of(), 0, Long.MAX_VALUE).get(0).size())
                    .isEqualTo(1);
        }
    }

    @Test
    void aDamagedDayIsPutAsideAndTheOthersAreRead(@TempDir Path folder) throws IOException {
        try (History history = History.open(folder, CONFIG)) {
            history.write(START, START + 900_000, List.of(series(START)));
            history.write(START + 86_400_000, START + 87_300_000, List.of(series(START + 86_400_000)));
        }
        Files.write(folder.resolve("2026-11-20.duckdb"), new byte[20_000]);
        try (History history = History.open(folder, CONFIG)) {
            assertThat(history.select(List.of(), 0, Long.MAX_VALUE).get(0).timestampsMs())
                    .containsExactly(START + 86_400_000);
            assertThat(history.selfMetrics())
                    .anyMatch(metric -> metric.name().equals("weir_history_damaged_days_total") && metric.value() == 1);
        }
    }

    @Test
    void aWindowIsWrittenOnceHoweverOftenItIsGiven(@TempDir Path folder) {
        try (History history = History.open(folder, CONFIG)) {
            for (int i = 0; i < 3; i++) {
                history.write(START, START + 900_000, List.of(series(START)));
            }
            assertThat(history.select(List.of(), 0, Long.MAX_VALUE).get(0).size())
                    .isEqualTo(1);
        }
    }

    private static Series series(long at) {
        return new Series(Labels.of("__name__", "a"), new long[] {at}, new double[] {1});
    }

    private static List<String> days(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".duckdb"))
                    .map(name -> name.substring(0, 10))
                    .sorted()
                    .toList();
        }
    }
}
