package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ManualClock;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadLogTest {
    private static final long START = 1_795_000_000_000L;
    private static final Duration RETENTION = Duration.ofHours(2);

    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));

    @Test
    void whatWasSyncedSurvivesAKill(@TempDir Path folder, @TempDir Path after) throws IOException {
        try (Head head = open(folder)) {
            write(head, 0, 50);
            head.append(Labels.of("__name__", "rule", "zone", "ü\n\"\\"), new Sample(START, Sample.STALE));
            head.sync();
            write(head, 50, 60);
            // A process that is killed leaves just what is in its files now.
            copy(folder, after);
            try (Head reopened = open(after)) {
                // What was not synced may be there, too: the head syncs each second by itself.
                double[] kept = values(reopened, "a");
                assertThat(kept)
                        .hasSizeBetween(50, 60)
                        .isEqualTo(IntStream.range(0, kept.length)
                                .mapToDouble(i -> i + 0.5)
                                .toArray());
                assertThat(values(reopened, "b")).hasSameSizeAs(kept).containsOnly(7);
                assertThat(Sample.isStale(values(reopened, "rule")[0])).isTrue();
                assertThat(reopened.series(List.of(LabelMatcher.equal("zone", "ü\n\"\\")), 0, Long.MAX_VALUE))
                        .hasSize(1);
            }
        }
    }

    @Test
    void closingLosesNothingAndReopeningGoesOn(@TempDir Path folder) {
        for (int run = 0; run < 3; run++) {
            try (Head head = open(folder)) {
                write(head, run * 10, run * 10 + 10);
            }
        }
        try (Head head = open(folder)) {
            assertThat(values(head, "a")).hasSize(30).endsWith(29.5);
        }
    }

    @Test
    void aPageWithOtherSeriesIsReplayedToo(@TempDir Path folder) {
        try (Head head = open(folder)) {
            Feed feed = head.feed();
            HeadSeries a = series(head, "a");
            HeadSeries b = series(head, "b");
            feed.append(START, new HeadSeries[] {a, b}, new double[] {1, 2}, 2);
            feed.append(START + 1, new HeadSeries[] {b}, new double[] {3}, 1);
            feed.append(START + 2, new HeadSeries[] {b, a}, new double[] {4, 5}, 2);
        }
        try (Head head = open(folder)) {
            assertThat(values(head, "a")).containsExactly(1, 5);
            assertThat(values(head, "b")).containsExactly(2, 3, 4);
        }
    }

    @Test
    void aTruncatedTailCostsOnlyWhatIsCutOff(@TempDir Path folder) throws IOException {
        try (Head head = open(folder)) {
            write(head, 0, 20);
        }
        Path log = logs(folder).get(0);
        byte[] whole = Files.readAllBytes(log);
        int before = 0;
        for (int length = whole.length; length >= 8; length -= 7) {
            Files.write(log, Arrays.copyOf(whole, length));
            try (Head head = open(folder)) {
                double[] kept = values(head, "a");
                for (int i = 0; i < kept.length; i++) {
                    assertThat(kept[i]).isEqualTo(i + 0.5);
                }
                before = Math.max(before, kept.length);
            }
            // The reopened head made a segment of its own; only the damaged one matters here.
            deleteAllBut(folder, log);
        }
        assertThat(before).isEqualTo(20);
    }

    @Test
    void aFlippedBitNeverGivesAWrongSample(@TempDir Path folder) throws IOException {
        try (Head head = open(folder)) {
            write(head, 0, 5);
        }
        Path log = logs(folder).get(0);
        byte[] whole = Files.readAllBytes(log);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(log, damaged);
            try (Head head = open(folder)) {
                double[] kept = values(head, "a");
                assertThat(kept).hasSizeLessThan(5);
                for (int i = 0; i < kept.length; i++) {
                    assertThat(kept[i]).isEqualTo(i + 0.5);
                }
            }
            deleteAllBut(folder, log);
        }
    }

    @Test
    void damageInOneSegmentCostsNoOther(@TempDir Path folder) throws IOException {
        for (int run = 0; run < 3; run++) {
            try (Head head = open(folder)) {
                write(head, run * 10, run * 10 + 10);
            }
        }
        Path middle = logs(folder).get(1);
        Files.write(middle, Arrays.copyOf(Files.readAllBytes(middle), 9));
        try (Head head = open(folder)) {
            assertThat(values(head, "a")).hasSize(20).contains(0.5, 29.5).doesNotContain(15.5);
        }
    }

    @Test
    void segmentsAreRenewedAndDroppedWithTheRetention(@TempDir Path folder) throws IOException {
        try (Head head = open(folder)) {
            Feed feed = head.feed();
            HeadSeries[] one = {series(head, "a")};
            for (int hour = 0; hour < 6; hour++) {
                feed.append(clock.millis(), one, new double[] {hour}, 1);
                head.sync();
                clock.advance(Duration.ofHours(1));
                head.sync();
                head.dropOld();
                assertThat(logs(folder)).hasSizeLessThanOrEqualTo(4);
            }
        }
        try (Head head = open(folder)) {
            assertThat(values(head, "a")).containsExactly(4, 5);
        }
    }

    @Test
    void aLogThatCannotBeWrittenIsCountedAndTakenUpAgain(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("head");
        try (Head head = open(folder)) {
            write(head, 0, 5);
            head.sync();
            for (Path log : logs(folder)) {
                Files.delete(log);
            }
            Files.delete(folder);
            write(head, 5, 10);
            clock.advance(Duration.ofHours(1));
            head.sync();
            assertThat(head.selfMetrics())
                    .anyMatch(metric -> metric.name().equals("weir_head_log_failures_total") && metric.value() > 0);
            assertThat(values(head, "a")).hasSize(10);
            Files.createDirectory(folder);
            head.sync();
            write(head, 10, 15);
        }
        try (Head head = open(folder)) {
            assertThat(values(head, "a")).containsExactly(10.5, 11.5, 12.5, 13.5, 14.5);
        }
    }

    @Test
    void theLogOfASteadyPageIsSmall(@TempDir Path folder) throws IOException {
        int width = 1000;
        try (Head head = open(folder)) {
            HeadSeries[] series = new HeadSeries[width];
            for (int i = 0; i < width; i++) {
                series[i] = series(head, "s" + i);
            }
            Feed feed = head.feed();
            double[] values = new double[width];
            feed.append(START, series, values, width);
            head.sync();
            long first = Files.size(logs(folder).get(0));
            for (int page = 1; page <= 10; page++) {
                for (int i = 0; i < 300; i++) {
                    values[i] = page * 1000.0 + i;
                }
                feed.append(START + page, series, values, width);
            }
            head.sync();
            assertThat(Files.size(logs(folder).get(0)) - first).isLessThan(10 * 300 * 8L);
        }
    }

    private Head open(Path folder) {
        return Head.open(folder, RETENTION, 10_000, clock);
    }

    /** Pages of two series, one that rises and one that stands. */
    private static void write(Head head, int from, int to) {
        Feed feed = head.feed();
        HeadSeries[] series = {series(head, "a"), series(head, "b")};
        for (int i = from; i < to; i++) {
            feed.append(START + i, series, new double[] {i + 0.5, 7}, 2);
        }
    }

    private static HeadSeries series(Head head, String name) {
        return Objects.requireNonNull(head.series(Labels.of("__name__", name)));
    }

    private static double[] values(Head head, String name) {
        List<Series> found = head.select(List.of(LabelMatcher.equal("__name__", name)), 0, Long.MAX_VALUE);
        return found.isEmpty() ? new double[0] : found.get(0).values();
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    private static void deleteAllBut(Path folder, Path kept) throws IOException {
        for (Path file : logs(folder)) {
            if (!file.equals(kept)) {
                Files.delete(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : logs(from)) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
