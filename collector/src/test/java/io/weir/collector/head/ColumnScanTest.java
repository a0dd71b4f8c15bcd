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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What a scan lends is what a selection copies, however pages changed while the samples came in. */
class ColumnScanTest {
    private static final long START = 1_795_000_000_000L;
    private static final List<LabelMatcher> ALL = List.of(LabelMatcher.equal("__name__", "x"));

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("weir-scan");
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 150)
    void aScanShowsWhatASelectionGives(
            @ForAll long seed, @ForAll @IntRange(max = 210) int from, @ForAll @IntRange(max = 210) int length)
            throws IOException {
        Path own = Files.createTempDirectory(folder, "head");
        ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));
        try (Head head = Head.open(own, Duration.ofHours(2), 100, clock)) {
            fill(head, new Random(seed));
            long fromMs = START + from * 1000L;
            long toMs = fromMs + length * 1000L;

            List<Series> selected = head.select(ALL, fromMs, toMs);
            List<Series> scanned = new ArrayList<>();
            head.scan(
                    ALL,
                    fromMs,
                    toMs,
                    (labels, times, values, size) ->
                            scanned.add(new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size))));
            List<String> newest = new ArrayList<>();
            head.newest(ALL, fromMs, toMs, (labels, time, value) -> newest.add(labels + " " + time + " " + value));

            assertThat(scanned).extracting(ColumnScanTest::text).isEqualTo(texts(selected));
            assertThat(newest)
                    .isEqualTo(selected.stream()
                            .map(series -> series.labels() + " " + series.timestampsMs()[series.size() - 1] + " "
                                    + series.values()[series.size() - 1])
                            .toList());
        }
    }

    private static List<String> texts(List<Series> all) {
        return all.stream().map(ColumnScanTest::text).toList();
    }

    private static String text(Series series) {
        return series.labels() + Arrays.toString(series.timestampsMs()) + Arrays.toString(series.values());
    }

    /** Two targets whose pages gain and lose series and leave samples out, and a series that is written by itself now and then. */
    private static void fill(Head head, Random random) {
        Feed[] feeds = {head.feed(), head.feed()};
        int[] widths = {3, 4};
        int seconds = 1 + random.nextInt(200);
        for (int second = 0; second < seconds; second++) {
            long at = START + second * 1000L;
            for (int target = 0; target < feeds.length; target++) {
                if (random.nextInt(60) == 0) {
                    widths[target] = 1 + random.nextInt(6);
                }
                HeadSeries[] page = new HeadSeries[widths[target]];
                double[] values = new double[page.length];
                for (int i = 0; i < page.length; i++) {
                    page[i] = head.series(
                            Labels.of("__name__", "x", "series", String.valueOf(i), "target", "t" + target));
                    values[i] = random.nextInt(40) == 0
                            ? Block.HOLE
                            : random.nextInt(50) == 0 ? Sample.STALE : second * (i + 1);
                }
                feeds[target].append(at, page, values, page.length);
            }
            if (random.nextInt(3) == 0) {
                head.append(Labels.of("__name__", "x", "series", "alone"), new Sample(at, second));
            }
        }
    }
}
