package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ManualClock;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleTap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is published is told once, pages and single samples alike. */
final class SampleTapTest {
    private static final Labels UP = Labels.of(Labels.NAME, "up", "process", "jobmanager");
    private static final Labels LOAD = Labels.of(Labels.NAME, "load");

    private static final class Heard implements SampleTap {
        final List<String> samples = new ArrayList<>();

        @Override
        public void published(long timestampMs, Identified[] series, double[] values, int count) {
            for (int i = 0; i < count; i++) {
                samples.add(series[i].labels() + " " + values[i] + " @" + timestampMs);
            }
        }

        @Override
        public void published(Labels series, Sample sample) {
            samples.add(series + " " + sample.value() + " @" + sample.timestampMs());
        }
    }

    @Test
    void publishedSamplesAreToldOnceAndRefusedOnesAreNot(@TempDir Path folder) {
        Heard heard = new Heard();
        ManualClock clock = new ManualClock(Instant.parse("2026-01-31T08:00:00Z"));
        long now = clock.millis();
        try (Head head = Head.open(folder, Duration.ofHours(1), 100, clock)) {
            Feed feed = head.feed();
            HeadSeries[] page = {Objects.requireNonNull(head.series(UP))};
            feed.append(now - 10, page, new double[] {9, 9}, 1);
            head.tap(heard);
            feed.append(now, page, new double[] {1, 9}, 1);
            feed.append(now, page, new double[] {2, 9}, 1);
            head.append(LOAD, new Sample(now, 0.5));
            head.append(LOAD, new Sample(now, 0.7));
            head.tap(null);
            feed.append(now + 1, page, new double[] {3, 9}, 1);
        }
        assertThat(heard.samples).containsExactly("up{process=\"jobmanager\"} 1.0 @" + now, "load 0.5 @" + now);
    }
}
