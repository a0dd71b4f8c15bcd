package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ManualClock;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.LabelMatcher.Kind;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {
    private static final long START = 1_795_000_000_000L;

    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));

    @SuppressWarnings("NullAway.Init")
    private Head head;

    @BeforeEach
    void open(@TempDir Path folder) {
        head = Head.open(folder, Duration.ofHours(2), 100, clock);
    }

    @AfterEach
    void close() {
        head.close();
    }

    @Test
    void samplesComeBackInTimeAndLabelOrder() {
        for (int i = 0; i < 300; i++) {
            head.append(Labels.of("__name__", "b"), new Sample(START + i * 1000L, i));
            head.append(Labels.of("__name__", "a", "x", "1"), new Sample(START + i * 1000L, -i));
        }
        List<Series> found = head.select(List.of(), START + 100_000, START + 250_000);
        assertThat(found)
                .extracting(Series::labels)
                .containsExactly(Labels.of("__name__", "a", "x", "1"), Labels.of("__name__", "b"));
        assertThat(found.get(1).size()).isEqualTo(151);
        assertThat(found.get(1).timestampsMs())
                .startsWith(START + 100_000, START + 101_000)
                .isSorted();
        assertThat(found.get(1).values()).startsWith(100.0, 101.0).endsWith(250.0);
    }

    @Test
    void matchersSelectAsInPrometheus() {
        for (String task : List.of("map", "sink", "")) {
            for (String name : List.of("busy", "idle")) {
                head.append(Labels.of("__name__", name, "task", task), new Sample(START, 1));
            }
        }
        assertThat(count(LabelMatcher.equal("__name__", "busy"))).isEqualTo(3);
        assertThat(count(LabelMatcher.equal("task", ""))).isEqualTo(2);
        assertThat(count(new LabelMatcher(Kind.NOT_EQUAL, "task", "map"))).isEqualTo(4);
        assertThat(count(new LabelMatcher(Kind.REGEX, "task", "ma.|sink"))).isEqualTo(4);
        assertThat(count(new LabelMatcher(Kind.REGEX, "task", ".*"))).isEqualTo(6);
        assertThat(count(new LabelMatcher(Kind.NOT_REGEX, "task", "m.*"))).isEqualTo(4);
        assertThat(count(LabelMatcher.equal("task", "map"), new LabelMatcher(Kind.REGEX, "__name__", "i.+")))
                .isEqualTo(1);
        assertThat(count(LabelMatcher.equal("nothing", "here"))).isZero();
        assertThat(head.series(List.of(), START, START)).hasSize(6);
        assertThat(head.series(List.of(), START + 1, START + 2)).isEmpty();
    }

    private int count(LabelMatcher... matchers) {
        return head.select(List.of(matchers), START, START).size();
    }

    @Test
    void aSampleThatIsNotYoungerIsDroppedAndCounted() {
        Labels series = Labels.of("__name__", "a");
        head.append(series, new Sample(START + 5, 1));
        head.append(series, new Sample(START + 5, 2));
        head.append(series, new Sample(START + 4, 3));
        assertThat(head.select(List.of(), 0, Long.MAX_VALUE).get(0).values()).containsExactly(1);
        assertThat(metric("weir_head_samples_dropped_total")).isEqualTo(2);
        assertThat(metric("weir_head_samples_appended_total")).isEqualTo(1);
    }

    @Test
    void aFullHeadRefusesNewSeriesAndKeepsTheOld() {
        for (int i = 0; i < 105; i++) {
            head.append(Labels.of("__name__", "s" + i), new Sample(START, i));
        }
        head.append(Labels.of("__name__", "s0"), new Sample(START + 1, 7));
        assertThat(metric("weir_head_series")).isEqualTo(100);
        assertThat(metric("weir_head_series_refused_total")).isEqualTo(5);
        assertThat(head.select(List.of(LabelMatcher.equal("__name__", "s0")), 0, Long.MAX_VALUE)
                        .get(0)
                        .values())
                .containsExactly(0, 7);
    }

    @Test
    void oldChunksAndDeadSeriesAreDropped() {
        Feed feed = head.feed();
        HeadSeries[] series = {series("old"), series("young")};
        for (int i = 0; i < 240; i++) {
            feed.append(START + i * 1000L, series, new double[] {i, i}, 2);
        }
        clock.advance(Duration.ofHours(2).plusSeconds(150));
        head.dropOld();
        List<Series> left = head.select(List.of(), 0, Long.MAX_VALUE);
        assertThat(left.get(0).timestampsMs()[0]).isEqualTo(START + 128_000);
        clock.advance(Duration.ofHours(1));
        head.append(Labels.of("__name__", "young"), new Sample(clock.millis(), 1));
        head.dropOld();
        assertThat(metric("weir_head_series")).isEqualTo(1);
        assertThat(head.series(List.of(LabelMatcher.equal("__name__", "old")), 0, Long.MAX_VALUE))
                .isEmpty();
        feed.append(clock.millis() + 1, series, new double[] {1, 2}, 2);
        assertThat(head.select(List.of(LabelMatcher.equal("__name__", "old")), 0, Long.MAX_VALUE))
                .hasSize(1);
    }

    @Test
    void aPageAppearsWholeOrNotAtAll() throws InterruptedException {
        int width = 90;
        HeadSeries[] series = new HeadSeries[width];
        for (int i = 0; i < width; i++) {
            series[i] = series("s" + i);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> torn = new AtomicReference<>("");
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                List<Series> found = head.select(List.of(LabelMatcher.equal("__name__", "s0")), 0, Long.MAX_VALUE);
                if (found.isEmpty()) {
                    continue;
                }
                long newest = found.get(0).timestampsMs()[found.get(0).size() - 1];
                List<Series> page = head.select(List.of(), newest, newest);
                boolean whole =
                        page.size() == width && page.stream().allMatch(one -> one.values()[0] == newest - START);
                if (!whole) {
                    torn.set("at " + newest + " only " + page.size() + " series");
                }
            }
        });
        reader.start();
        Feed feed = head.feed();
        double[] values = new double[width];
        for (int page = 1; page <= 3000; page++) {
            java.util.Arrays.fill(values, page);
            feed.append(START + page, series, values, width);
        }
        done.set(true);
        reader.join();
        assertThat(torn.get()).isEmpty();
    }

    private HeadSeries series(String name) {
        HeadSeries series = head.series(Labels.of("__name__", name));
        assertThat(series).isNotNull();
        return java.util.Objects.requireNonNull(series);
    }

    private double metric(String name) {
        return head.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(SelfMetric::value)
                .sum();
    }
}
