package io.weir.collector.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.collector.FakeTarget;
import io.weir.collector.discovery.Origin.Kind;
import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.scrape.Scraper;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveriesTest {
    private static final Origin FILE = new Origin(Kind.FILE_SD, "a.yaml");

    private final FakeTarget one = new FakeTarget().page("a 1\n");
    private final FakeTarget two = new FakeTarget().page("a 2\n");
    private Head head;
    private Scraper scraper;
    private Discoveries discoveries;

    @BeforeEach
    void open(@TempDir Path folder) {
        head = Head.open(folder, Duration.ofHours(1), 10_000, Clock.systemUTC());
        scraper = new Scraper(
                head, Clock.systemUTC(), Duration.ofMillis(50), Duration.ofSeconds(20), ScrapeLimits.DEFAULTS);
        discoveries = new Discoveries(scraper, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        scraper.close();
        head.close();
        one.close();
        two.close();
    }

    @Test
    void anUnchangedTargetGoesOnAndOneThatIsGoneEnds() {
        Discovery file = discoveries.open(FILE);
        file.publish(List.of(one.target("one"), two.target("two")));
        await().until(() -> last("one") == 1 && last("two") == 2);
        Instant scraped = status("one").lastScrape();

        file.publish(List.of(two.target("three"), one.target("one")));

        assertThat(status("one").health()).isEqualTo(Health.UP);
        assertThat(status("one").lastScrape()).isAfterOrEqualTo(scraped);
        assertThat(Sample.isStale(last("two"))).isTrue();
        assertThat(processes()).containsExactly("one", "three");
        await().until(() -> last("three") == 2);
        assertThat(DoubleStream.of(select("one").get(0).values())).noneMatch(Sample::isStale);
    }

    @Test
    void aTargetThatIsScrapedOtherwiseBeginsAnew() {
        Discovery file = discoveries.open(FILE);
        Target target = one.target("one");
        file.publish(List.of(target));
        await().until(() -> last("one") == 1);
        file.publish(List.of(target.with(ScrapeOptions.DEFAULTS.with(new ScrapeLimits(1, 0, 0, 0, 0, 0)))));
        await().until(() -> status("one").health() == Health.DOWN);
        assertThat(discoveries.targets()).hasSize(1);
    }

    @Test
    void whatASourceCannotTellStays() {
        Discovery file = discoveries.open(FILE);
        file.publish(List.of(one.target("one")));
        file.failed("a.yaml:3: no such key");
        assertThat(processes()).containsExactly("one");
        assertThat(discoveries.sources()).singleElement().satisfies(source -> {
            assertThat(source.lastError()).isEqualTo("a.yaml:3: no such key");
            assertThat(source.targets()).isEqualTo(1);
            assertThat(source.lastPublished()).isNotNull();
        });
        assertThat(self("weir_discovery_failures_total", "file_sd")).isEqualTo(1);
        assertThat(self("weir_discovery_failing_sources", "file_sd")).isEqualTo(1);
        file.publish(List.of(one.target("one")));
        assertThat(discoveries.sources().get(0).lastError()).isNull();
        assertThat(self("weir_discovery_failing_sources", "file_sd")).isZero();
    }

    @Test
    void aPageThatTwoOriginsTellOfIsScrapedOnce() {
        Discovery file = discoveries.open(FILE);
        Discovery config = discoveries.open(new Origin(Kind.STATIC, "c1"));
        file.publish(List.of(one.target("found"), two.target("other")));
        config.publish(List.of(one.target("written")));
        assertThat(processes()).containsExactly("other", "written");
        assertThat(discoveries.dropped()).singleElement().satisfies(dropped -> {
            assertThat(dropped.origin()).isEqualTo(FILE);
            assertThat(dropped.target().process()).isEqualTo("found");
            assertThat(dropped.reason()).contains("static c1");
        });
        config.close();
        config.publish(List.of(one.target("too late")));
        assertThat(processes()).containsExactly("found", "other");
        assertThat(discoveries.dropped()).isEmpty();
        assertThat(discoveries.sources()).hasSize(1);
    }

    @Test
    void twoPagesWithTheSameLabelsAreNotMixed() {
        Target first = one.target("same");
        Target second = new Target("c1", "same", two.target("same").url(), first.labels());
        Discovery file = discoveries.open(FILE);
        file.publish(List.of(first, second));
        assertThat(discoveries.targets()).hasSize(1);
        assertThat(discoveries.dropped().get(0).reason()).contains("labels").contains("file_sd a.yaml");
        file.publish(List.of(second));
        await().until(() -> last("same") == 2);
    }

    @Test
    void aTargetThatChangesItsOriginGoesOn() {
        Discovery file = discoveries.open(FILE);
        file.publish(List.of(one.target("one")));
        await().until(() -> last("one") == 1);
        Discovery config = discoveries.open(new Origin(Kind.STATIC, "c1"));
        config.publish(List.of(one.target("one")));
        assertThat(discoveries.targets()).singleElement().satisfies(target -> {
            assertThat(target.origin().kind()).isEqualTo(Kind.STATIC);
            assertThat(target.status().health()).isEqualTo(Health.UP);
        });
        file.close();
        assertThat(DoubleStream.of(select("one").get(0).values())).noneMatch(Sample::isStale);
    }

    @Test
    void anOriginIsOpenOnce() {
        discoveries.open(FILE);
        assertThatThrownBy(() -> discoveries.open(FILE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("file_sd a.yaml");
    }

    private TargetStatus status(String process) {
        return discoveries.targets().stream()
                .map(DiscoveredTarget::status)
                .filter(status -> status.target().process().equals(process))
                .findFirst()
                .orElseThrow();
    }

    private List<String> processes() {
        return discoveries.targets().stream()
                .map(target -> target.status().target().process())
                .toList();
    }

    private double self(String name, String origin) {
        return discoveries.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name)
                        && origin.equals(metric.labels().get("origin")))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private List<Series> select(String process) {
        return head.select(
                List.of(LabelMatcher.equal("__name__", "a"), LabelMatcher.equal("process", process)),
                0,
                Long.MAX_VALUE);
    }

    private double last(String process) {
        List<Series> found = select(process);
        if (found.isEmpty()) {
            return Double.NaN;
        }
        double[] values = found.get(0).values();
        return values[values.length - 1];
    }
}
