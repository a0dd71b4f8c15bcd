package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.weir.collector.ManualClock;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.scrape.HttpTarget.Answer;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus.Health;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Scrape cases of the fault list that are about what stands on a page, and about many targets. */
@SuppressWarnings("NullAway.Init")
class ScrapeFaultsTest {
    private ScrapeFixture scrapes;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.weir.collector.scrape");

    @BeforeEach
    void open(@TempDir Path folder) {
        scrapes = new ScrapeFixture(folder, Duration.ofMillis(50), ScrapeLimits.DEFAULTS);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void close() {
        scrapes.close();
        logger.detachAppender(logged);
    }

    @Test
    void invalidUtf8FailsTheScrapeWithItsLineAndIsLoggedOnce() throws Exception {
        byte[] page = "a 1\nb{x=\"?\"} 1\n".getBytes(StandardCharsets.US_ASCII);
        page[9] = (byte) 0xff;
        try (HttpTarget server = new HttpTarget(request -> new Answer(200, Map.of(), page))) {
            assertThat(scrapes.down(server.target("tm")))
                    .isEqualTo("line 2: a label value is not UTF-8: \"b{x=\\\"\\xff\\\"} 1\"");
            await().until(() -> server.requests.get() > 10);
            assertThat(logged.list).hasSize(1);
            assertThat(scrapes.select("__name__", "a")).isEmpty();
        }
    }

    @Test
    void oddNumbersAreExactOrRefused() throws Exception {
        String page = "a{n=\"nan\"} NaN\na{n=\"inf\"} -Inf\na{n=\"zero\"} -0\na{n=\"long\"} "
                + "0.1234567890123456789012345678901234567890\na{n=\"small\"} 4.9E-324\n";
        try (HttpTarget server = new HttpTarget(request -> Answer.page(page));
                HttpTarget huge = new HttpTarget(request -> Answer.page("b 1\na 1e400\n"));
                HttpTarget hex = new HttpTarget(request -> Answer.page("b 1\na 0x1p4\n"))) {
            scrapes.up(server.target("tm"));
            assertThat(scrapes.last("__name__", "a", "n", "nan")).isNaN().matches(value -> !Sample.isStale(value));
            assertThat(scrapes.last("__name__", "a", "n", "inf")).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(1 / scrapes.last("__name__", "a", "n", "zero")).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(scrapes.last("__name__", "a", "n", "long")).isEqualTo(0.12345678901234568);
            assertThat(scrapes.last("__name__", "a", "n", "small")).isEqualTo(Double.MIN_VALUE);
            assertThat(scrapes.down(huge.target("huge")))
                    .startsWith("line 2: the number 1e400 is too large for a double");
            assertThat(scrapes.down(hex.target("hex"))).startsWith("line 2: \"0x1p4\" is no number");
            assertThat(scrapes.select("__name__", "b")).isEmpty();
        }
    }

    @Test
    void theFirstOfDuplicatesIsKeptAndThatIsSaidOnceAnHour() throws Exception {
        try (HttpTarget server = new HttpTarget(request -> Answer.page("a{x=\"1\"} 1\na{ x = \"1\", } 2\n"))) {
            scrapes.up(server.target("tm"));
            await().until(() -> scrapes.self("weir_scrape_duplicate_samples_total") > 5);
            assertThat(scrapes.last("__name__", "a")).isEqualTo(1);
            assertThat(logged.list).hasSize(1);
            assertThat(logged.list.get(0).getFormattedMessage()).contains("1 lines that repeat a series");
        }
    }

    @Test
    void labelsInAnotherOrderAndBlanksAreTheSameSeries() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        String[] pages = {
            "a{x=\"1\",y=\"2\"} 1\n", "a { y = \"2\" , x = \"1\" , z=\"\"} 2\n", "a{y=\"2\",x=\"1\",}\t3\n"
        };
        try (HttpTarget server = new HttpTarget(request -> Answer.page(pages[turn.getAndIncrement() % 3]))) {
            scrapes.up(server.target("tm"));
            await().until(() -> scrapes.select("__name__", "a").get(0).size() > 6);
            assertThat(scrapes.select("__name__", "a")).hasSize(1);
            assertThat(scrapes.select("__name__", "a").get(0).values())
                    .contains(1, 2, 3)
                    .doesNotContain(Double.NaN);
        }
    }

    @Test
    void aCounterIsStoredAsItStands() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        int[] counts = {100, 5, 250};
        try (HttpTarget server = new HttpTarget(
                request -> Answer.page("a_total " + counts[Math.min(2, turn.getAndIncrement())] + "\n"))) {
            scrapes.up(server.target("tm"));
            await().until(() -> scrapes.last("__name__", "a_total") == 250);
            // That it was reset is for rate() to see; a reset that passes the old value within one interval leaves no
            // trace.
            assertThat(scrapes.select("__name__", "a_total").get(0).values()).startsWith(100, 5, 250);
        }
    }

    @Test
    void anExplosionOfNewSeriesLeavesTheOldOnesAndTheNeighboursAlone(@TempDir Path folder) {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));
        ScrapeLimits limits = new ScrapeLimits(0, 0, 0, 0, 0, 10).over(ScrapeLimits.DEFAULTS);
        try (var one = new ScrapeFixture(folder, Duration.ofHours(1), limits, clock)) {
            TargetScrape scrape = new TargetScrape(target("explodes"), one.head, limits);
            TargetScrape neighbour = new TargetScrape(target("neighbour"), one.head, limits);
            page(scrape, clock, series("old", 0, 100));
            page(neighbour, clock, series("old", 0, 100));
            for (int round = 0; round < 3; round++) {
                clock.advance(Duration.ofSeconds(15));
                page(scrape, clock, series("old", 0, 100) + series("new", round * 1000, 1000));
                page(neighbour, clock, series("old", 0, 100));
                assertThat(scrape.status().health()).isEqualTo(Health.UP);
                assertThat(scrape.status().lastError())
                        .contains("new series were left out")
                        .contains("10 new series an hour");
                assertThat(scrape.refused()).isEqualTo(round == 0 ? 990 : 1000);
            }
            assertThat(one.select("__name__", "old", "process", "explodes"))
                    .hasSize(100)
                    .allMatch(old -> old.size() == 4);
            assertThat(one.select("__name__", "new")).hasSize(10);
            assertThat(neighbour.status().lastError()).isNull();
            assertThat(one.last("__name__", "weir_scrape_series_refused", "process", "explodes"))
                    .isEqualTo(1000);
            clock.advance(Duration.ofHours(1));
            page(scrape, clock, series("old", 0, 100) + series("fresh", 0, 12));
            assertThat(scrape.refused()).isEqualTo(2);
        }
    }

    @Test
    void seriesThatComeAndGoAreNotNewEachTime(@TempDir Path folder) {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));
        ScrapeLimits limits = new ScrapeLimits(0, 0, 0, 0, 0, 10).over(ScrapeLimits.DEFAULTS);
        try (var one = new ScrapeFixture(folder, Duration.ofHours(1), limits, clock)) {
            TargetScrape scrape = new TargetScrape(target("tm"), one.head, limits);
            for (int round = 0; round < 40; round++) {
                clock.advance(Duration.ofSeconds(15));
                page(scrape, clock, round % 2 == 0 ? series("a", 0, 10) : series("b", 0, 10));
                assertThat(scrape.refused()).isZero();
            }
            clock.advance(Duration.ofSeconds(15));
            page(scrape, clock, "broken\n" + series("c", 0, 10));
            assertThat(one.select("__name__", "c")).isEmpty();
            assertThat(one.last("__name__", "scrape_series_added")).isZero();
        }
    }

    @Test
    void aTargetThatFlapsIsLoggedAFewTimesAndCounted() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        try (HttpTarget server = new HttpTarget(request ->
                turn.getAndIncrement() % 2 == 0 ? Answer.page("a 1\n") : new Answer(500, Map.of(), new byte[0]))) {
            scrapes.scraper.add(server.target("tm"));
            await().until(() -> server.requests.get() > 30);
            assertThat(logged.list)
                    .filteredOn(event -> event.getFormattedMessage().contains("flaps"))
                    .hasSize(1);
            assertThat(logged.list).hasSizeLessThan(8);
            assertThat(scrapes.self("weir_scrape_flapping_targets")).isEqualTo(1);
            assertThat(scrapes.select("__name__", "up").get(0).values()).contains(0, 1);
        }
    }

    @Test
    void jsonAndHtmlAreShownByTheirBeginning() throws Exception {
        AtomicReference<String> body = new AtomicReference<>("{\"errors\":[\"Not found: /\"]}");
        try (HttpTarget server = new HttpTarget(request -> Answer.page(String.valueOf(body.get())))) {
            assertThat(scrapes.down(server.target("tm")))
                    .isEqualTo(
                            "the target answered with JSON instead of metrics: \"{\\\"errors\\\":[\\\"Not found: /\\\"]}\"");
            body.set("<html><script>alert('\u001b')</script>" + "x".repeat(10_000));
            await().until(() ->
                    Objects.requireNonNull(scrapes.status("tm").lastError()).contains("HTML"));
            assertThat(scrapes.status("tm").lastError()).contains("\\x1b").hasSizeLessThan(300);
        }
    }

    private static Target target(String process) {
        return new Target(
                "c1", process, URI.create("http://127.0.0.1:9/"), Labels.of("cluster", "c1", "process", process));
    }

    private static void page(TargetScrape scrape, ManualClock clock, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Body body = new Body(new byte[0], 1 << 20);
        assertThat(body.add(ByteBuffer.wrap(bytes))).isTrue();
        scrape.page(PageFormat.TEXT, body, clock.instant(), Duration.ofMillis(1), new Scratch());
    }

    private static String series(String name, int from, int count) {
        StringBuilder page = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            page.append(name).append("{i=\"").append(i).append("\"} 1\n");
        }
        return page.toString();
    }
}
