package io.weir.collector.sink;

import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.sink.delivery.Destination;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A head with one sink behind it, written as a scrape of one target writes it. */
final class SinkHarness implements AutoCloseable {
    final Head head;
    final Sinks sinks;
    private final Feed feed;
    private final HeadSeries[] series;

    SinkHarness(Path folder, Destination destination, int width, UnaryOperator<SinkConfig> change) {
        this.head = Head.open(folder.resolve("head"), Duration.ofHours(2), 100_000, Clock.systemUTC());
        this.sinks = Sinks.open(
                List.of(change.apply(SinkConfig.defaults("test", destination))),
                folder.resolve("spool"),
                Clock.systemUTC());
        head.tap(sinks);
        this.feed = head.feed();
        this.series = new HeadSeries[width];
        for (int i = 0; i < width; i++) {
            series[i] = Objects.requireNonNull(head.series(labels(i)));
        }
    }

    static Labels labels(int i) {
        return Labels.of(
                Labels.NAME,
                "flink_taskmanager_job_task_busyTimeMsPerSecond",
                "cluster",
                "demo",
                "subtask_index",
                String.valueOf(i));
    }

    /** One page, each series at the value given. */
    void page(long timestampMs, double value) {
        double[] values = new double[series.length];
        java.util.Arrays.fill(values, value);
        feed.append(timestampMs, series, values, values.length);
    }

    SinkStatus status() {
        return sinks.statuses().get(0);
    }

    void awaitDelivered() {
        Awaitility.await("everything is delivered: " + status()).until(() -> status().waitingSamples() == 0);
    }

    @Override
    public void close() {
        head.tap(null);
        sinks.close();
        head.close();
    }
}
