package io.weir.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.FakeTarget;
import io.weir.collector.RealServer;
import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import io.weir.collector.scrape.Scraper;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.influx.InfluxDestination;
import io.weir.collector.target.ScrapeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** InfluxDB is killed under load and comes back: no sample of the gap is missing there, and no scrape came late. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class OutageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aShortOutageIsFilled() throws Exception {
        outage(20, Duration.ofMillis(500), Duration.ofSeconds(8));
    }

    @Test
    @Tag("soak")
    void tenMinutesAreFilled() throws Exception {
        outage(100, Duration.ofSeconds(2), Duration.ofMinutes(10));
    }

    private void outage(int targets, Duration interval, Duration gap) throws Exception {
        Clock clock = Clock.systemUTC();
        try (RealServer influxdb = RealServer.influxdb(folder.resolve("influxdb"));
                FakeTarget farm = new FakeTarget().page(page());
                Head head = Head.open(folder.resolve("head"), Duration.ofHours(2), 500_000, clock)) {
            influxdb.post("/query", "q=" + RealServer.encoded("CREATE DATABASE weir"));
            InfluxDestination destination = new InfluxDestination(
                    influxdb.url(), new InfluxDestination.Database("weir", ""), new Credentials.None());
            try (Sinks sinks =
                    Sinks.open(List.of(SinkConfig.defaults("influx", destination)), folder.resolve("spool"), clock)) {
                head.tap(sinks);
                try (Scraper scraper = new Scraper(head, clock, interval, interval, ScrapeLimits.DEFAULTS)) {
                    for (int i = 0; i < targets; i++) {
                        scraper.add(farm.target("taskmanager-" + i));
                    }
                    await().until(() -> sinks.statuses().get(0).sentSamples() > 0);
                    influxdb.kill();
                    long killed = System.nanoTime();
                    await().atMost(gap.plusMinutes(1))
                            .until(() -> System.nanoTime() - killed > gap.toNanos()
                                    && sinks.statuses().get(0).state() == SinkStatus.State.RETRYING);
                    influxdb.start();
                }
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> sinks.statuses().get(0).waitingSamples() == 0);
                SinkStatus status = sinks.statuses().get(0);
                assertThat(status.droppedSamples() + status.queueDroppedSamples() + status.rejectedSamples())
                        .isZero();
                assertThat(status.failedSends()).isPositive();
                head.tap(null);
            }
            List<Series> held =
                    head.select(List.of(LabelMatcher.equal(Labels.NAME, "scrape_samples_scraped")), 0, Long.MAX_VALUE);
            assertThat(held).hasSize(targets);
            long samples = 0;
            for (Series series : held) {
                samples += series.size();
                assertNoScrapeWaited(series, gap);
            }
            assertThat(count(influxdb)).isEqualTo(samples);
        }
    }

    /** A scrape that had waited for the sink would have left a hole as long as the outage; half of it is a busy machine's at most. */
    private static void assertNoScrapeWaited(Series series, Duration gap) {
        long[] times = series.timestampsMs();
        for (int i = 1; i < times.length; i++) {
            assertThat(times[i] - times[i - 1]).as("between two scrapes").isLessThan(gap.toMillis() / 2);
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            page.append("flink_taskmanager_job_task_busyTimeMsPerSecond{subtask_index=\"")
                    .append(i)
                    .append("\"} ")
                    .append(i)
                    .append('\n');
        }
        return page.toString();
    }

    private static long count(RealServer influxdb) throws Exception {
        String answer = influxdb.get(
                        "/query?db=weir&q=" + RealServer.encoded("SELECT count(value) FROM scrape_samples_scraped"))
                .body();
        return JSON.readTree(answer).at("/results/0/series/0/values/0/1").asLong();
    }
}
