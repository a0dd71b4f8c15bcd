package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.FakeTarget;
import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus.Health;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ScraperTest {
    private Head head;
    private Scraper scraper;
    private FakeTarget server;

    @BeforeEach
    void open(@TempDir Path folder) {
        head = Head.open(folder, Duration.ofHours(1), 10_000, Clock.systemUTC());
        scraper = new Scraper(
                head, Clock.systemUTC(), Duration.ofMillis(50), Duration.ofSeconds(20), ScrapeLimits.DEFAULTS);
        server = new FakeTarget();
    }

    @AfterEach
    void close() {
        scraper.close();
        head.close();
        server.close();
    }

    @Test
    void aSeriesThatVanishesEndsAndComesBack() {
        server.page("a 1\nb 1\n");
        scraper.add(server.target("tm"));
        await().until(() -> values("b").length > 0);
        server.page("a 1\n");
        await().until(() -> Sample.isStale(last("b")));
        int ended = values("b").length;
        int alive = values("a").length;
        await().until(() -> values("a").length > alive + 2);
        assertThat(values("b")).hasSize(ended);
        assertThat(Sample.isStale(last("a"))).isFalse();
        server.page("b 5\na 1\n");
        await().until(() -> last("b") == 5);
    }

    @Test
    void aTargetThatGoesDownEndsItsSeriesAndUpIsZero() {
        server.page("a 1\n");
        scraper.add(server.target("tm"));
        await().until(() -> last("up") == 1);
        server.status(500);
        await().until(() -> last("up") == 0);
        assertThat(Sample.isStale(last("a"))).isTrue();
        assertThat(last("scrape_samples_scraped")).isZero();
        assertThat(scraper.targets().get(0).health()).isEqualTo(Health.DOWN);
        server.status(200);
        await().until(() -> last("up") == 1 && last("a") == 1);
    }

    @Test
    void whoeverListensIsToldOfAPageOnceItsSamplesCanBeRead() {
        server.page("a 1\n");
        List<PagePublished> told = new CopyOnWriteArrayList<>();
        List<Boolean> readable = new CopyOnWriteArrayList<>();
        scraper.onPage(page -> {
            throw new IllegalStateException("a listener that fails stops neither scrapes nor other listeners");
        });
        scraper.onPage(page -> {
            readable.add(select("up").get(0).timestampsMs()[select("up").get(0).size() - 1]
                    >= page.scrapedAt().toEpochMilli());
            told.add(page);
        });
        scraper.add(server.target("tm"));
        await().until(() -> told.size() > 2);
        assertThat(told.get(0).target().get("process")).isEqualTo("tm");
        assertThat(told.get(0).publishedAt()).isAfterOrEqualTo(told.get(0).scrapedAt());
        assertThat(readable).doesNotContain(false);
        server.status(500);
        await().until(() -> last("up") == 0);
        int before = told.size();
        await().until(() -> told.size() > before);
    }

    @Test
    void aTargetThatIsRemovedEndsAllItsSeries() {
        server.page("a 1\n");
        Target target = server.target("tm");
        scraper.add(target);
        await().until(() -> values("a").length > 0);
        scraper.remove(target);
        for (String name : List.of("a", "up", "scrape_duration_seconds", "scrape_samples_scraped")) {
            assertThat(Sample.isStale(last(name))).as(name).isTrue();
        }
        assertThat(scraper.targets()).isEmpty();
    }

    @Test
    void exportedLabelsGiveWayToTheTargets() {
        server.page("a{process=\"x\",exported_process=\"y\",cluster=\"c1\",z=\"\"} 1\n");
        scraper.add(server.target("tm"));
        await().until(() -> values("a").length > 0);
        Labels labels = select("a").get(0).labels();
        assertThat(labels.get("process")).isEqualTo("tm");
        assertThat(labels.get("exported_exported_process")).isEqualTo("x");
        assertThat(labels.get("exported_process")).isEqualTo("y");
        assertThat(labels.get("exported_cluster")).isEqualTo("c1");
    }

    @Test
    void duplicatesAreCounted() {
        server.page("a 1\na 2\n");
        scraper.add(server.target("tm"));
        await().until(() -> last("a") == 1);
        await().untilAsserted(() -> assertThat(scraper.selfMetrics())
                .anyMatch(metric -> metric.name().equals("weir_scrape_duplicate_samples_total") && metric.value() > 0));
    }

    @Test
    void startsAreSpreadOverTheIntervalAndKeepTheirPhase() {
        long interval = 15_000;
        Set<Long> tenths = IntStream.range(0, 300)
                .mapToObj(i -> Scraper.untilDueMs(0, interval, ("tm-" + i).hashCode() * 0x9E3779B9) * 10 / interval)
                .collect(Collectors.toSet());
        assertThat(tenths).hasSize(10);
        long first = 1_795_000_000_000L + Scraper.untilDueMs(1_795_000_000_000L, interval, 12345);
        long later = 1_795_000_111_111L + Scraper.untilDueMs(1_795_000_111_111L, interval, 12345);
        assertThat((later - first) % interval).isZero();
    }

    private double[] values(String name) {
        List<Series> found = select(name);
        return found.isEmpty() ? new double[0] : found.get(0).values();
    }

    private double last(String name) {
        double[] values = values(name);
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    private List<Series> select(String name) {
        return head.select(List.of(LabelMatcher.equal("__name__", name)), 0, Long.MAX_VALUE);
    }
}
