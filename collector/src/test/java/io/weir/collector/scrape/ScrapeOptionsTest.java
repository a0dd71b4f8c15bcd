package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.collector.Captures;
import io.weir.collector.metric.Sample;
import io.weir.collector.scrape.HttpTarget.Answer;
import io.weir.collector.target.Authorization;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.ScrapeOptions.Compression;
import io.weir.collector.target.ScrapePace;
import io.weir.collector.target.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be set for one target. */
@SuppressWarnings("NullAway.Init")
class ScrapeOptionsTest {
    private ScrapeFixture scrapes;

    @BeforeEach
    void open(@TempDir Path folder) {
        scrapes = new ScrapeFixture(folder, Duration.ofMillis(100), ScrapeLimits.DEFAULTS);
    }

    @AfterEach
    void close() {
        scrapes.close();
    }

    @Test
    void aTargetOnThisMachineIsAskedForAPlainPageAndOthersAsTheyAreSet() throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (HttpTarget server = new HttpTarget(request -> {
            String encoding = Objects.requireNonNull(request.getFirst("Accept-Encoding"));
            asked.add(encoding);
            return encoding.equals("gzip")
                    ? new Answer(
                            200, Map.of("Content-Encoding", "gzip"), Captures.gzippedPage("flink-2.3.0-jobmanager"))
                    : new Answer(200, Map.of(), Captures.page("flink-2.3.0-jobmanager"));
        })) {
            scrapes.up(server.target("auto"));
            assertThat(asked).containsOnly("identity");
            asked.clear();
            scrapes.scraper.remove(server.target("auto"));
            scrapes.up(with(server.target("packed"), ScrapeOptions.DEFAULTS.with(Compression.GZIP)));
            assertThat(asked).contains("gzip");
            assertThat(scrapes.status("packed").lastSamples()).isEqualTo(62);
        }
        assertThat(ThisMachine.has("localhost")).isTrue();
        assertThat(ThisMachine.has("127.8.9.1")).isTrue();
        assertThat(ThisMachine.has("[::1]")).isTrue();
        assertThat(ThisMachine.has("192.0.2.1")).isFalse();
        assertThat(ThisMachine.has("taskmanager.example.org")).isFalse();
        assertThat(ThisMachine.has(null)).isFalse();
    }

    @Test
    void anOpenMetricsPageIsAskedForFirstAndReadAsOne() throws Exception {
        String page = "# TYPE a counter\na_total 5 # {trace=\"x\"} 1\n# EOF\n";
        try (HttpTarget server = new HttpTarget(request -> {
            boolean wanted = Objects.requireNonNull(request.getFirst("Accept"))
                    .startsWith("application/openmetrics-text;version=1.0.0,");
            String type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            return new Answer(
                    wanted ? 200 : 406, Map.of("Content-Type", type), page.getBytes(StandardCharsets.US_ASCII));
        })) {
            scrapes.up(server.target("tm"));
            assertThat(scrapes.last("__name__", "a_total")).isEqualTo(5);
        }
    }

    @Test
    void anOpenMetricsPageWithoutItsEndWasCut() throws Exception {
        byte[] page = "a 5\nb 6\n".getBytes(StandardCharsets.US_ASCII);
        try (HttpTarget server = new HttpTarget(
                request -> new Answer(200, Map.of("Content-Type", "application/openmetrics-text"), page))) {
            assertThat(scrapes.down(server.target("tm"))).isEqualTo("the page does not end with # EOF: it was cut");
            assertThat(scrapes.select("__name__", "a")).isEmpty();
        }
    }

    @Test
    void credentialsAreSentAndNeverShown() throws Exception {
        String password = "planted-canary";
        Authorization basic = Authorization.basic("weir", password);
        Authorization bearer = Authorization.bearer("token-" + password);
        try (HttpTarget server = new HttpTarget(request -> {
            String header = String.valueOf(request.getFirst("Authorization"));
            boolean good = header.equals("Basic d2VpcjpwbGFudGVkLWNhbmFyeQ==") || header.equals(bearer.header());
            return good
                    ? Answer.page("a 1\n")
                    : new Answer(401, Map.of(), ("no entry with " + header).getBytes(StandardCharsets.UTF_8));
        })) {
            scrapes.up(with(server.target("basic"), ScrapeOptions.DEFAULTS.with(basic)));
            scrapes.up(with(server.target("bearer"), ScrapeOptions.DEFAULTS.with(bearer)));
            assertThat(scrapes.down(server.target("nobody"))).isEqualTo("HTTP 401, \"no entry with null\"");
            Authorization wrong = Authorization.basic("weir", "wrong-" + password);
            Target stranger = with(server.target("wrong"), ScrapeOptions.DEFAULTS.with(wrong));
            assertThat(scrapes.down(stranger)).isEqualTo("HTTP 401, \"no entry with Basic <secret>\"");
            assertThat(scrapes.scraper.targets().toString())
                    .doesNotContain(password)
                    .doesNotContain("d2VpcjpwbGFudGVkLWNhbmFyeQ");
        }
        assertThatThrownBy(() -> Authorization.basic("a:b", "")).hasMessageContaining("colon");
        assertThatThrownBy(() -> Authorization.bearer("a\r\nb")).hasMessageNotContaining("b\r");
    }

    @Test
    void honouredLabelsStayAsThePageHasThem() throws Exception {
        try (HttpTarget server =
                new HttpTarget(request -> Answer.page("a{process=\"own\"} 1\na{process=\"\",b=\"c\"} 2\na 3\n"))) {
            scrapes.up(with(server.target("tm"), ScrapeOptions.DEFAULTS.honoringLabels(true)));
            assertThat(scrapes.last("__name__", "a", "process", "own", "exported_process", ""))
                    .isEqualTo(1);
            assertThat(scrapes.last("__name__", "a", "process", "", "b", "c")).isEqualTo(2);
            assertThat(scrapes.last("__name__", "a", "process", "tm")).isEqualTo(3);
            assertThat(scrapes.last("__name__", "up", "process", "tm")).isEqualTo(1);
        }
    }

    @Test
    void aTargetMayHaveItsOwnPace(@TempDir Path folder) throws Exception {
        try (HttpTarget server = new HttpTarget(request -> Answer.page("a 1\n"));
                ScrapeFixture slow = new ScrapeFixture(folder, Duration.ofDays(365), ScrapeLimits.DEFAULTS)) {
            ScrapePace quick = ScrapePace.parse("50ms", "");
            slow.scraper.add(server.target("common"));
            slow.up(with(server.target("quick"), ScrapeOptions.DEFAULTS.with(quick)));
            await().until(() ->
                    slow.select("__name__", "a", "process", "quick").get(0).values().length > 3);
            assertThat(slow.status("common").lastScrape()).isNull();
        }
        CountDownLatch done = new CountDownLatch(1);
        try (HttpTarget silent = new HttpTarget(request -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.page("a 1\n");
        })) {
            ScrapePace impatient = ScrapePace.parse("", "70ms");
            assertThat(scrapes.down(with(silent.target("silent"), ScrapeOptions.DEFAULTS.with(impatient))))
                    .contains("within 70 ms");
            done.countDown();
        }
    }

    @Test
    void timesOnThePageCountOnlyWhereThatIsAskedFor() throws Exception {
        long now = Instant.now().toEpochMilli();
        String page = "a{t=\"own\"} 1 " + (now - 60_000) + "\na{t=\"none\"} 2\na{t=\"constant\"} 3 " + (now - 1000)
                + "\na{t=\"old\"} 4 1000\na{t=\"ahead\"} 5 " + (now + 86_400_000) + "\n";
        try (HttpTarget server = new HttpTarget(request -> Answer.page(page))) {
            scrapes.up(server.target("plain"));
            Target timed = with(server.target("timed"), ScrapeOptions.DEFAULTS.honoringTimestamps(true));
            scrapes.up(timed);
            await().until(() -> scrapes.self("weir_scrape_untimely_samples_total") > 10);
            assertThat(scrapes.select("__name__", "a", "process", "plain"))
                    .hasSize(5)
                    .allMatch(series -> series.timestampsMs()[0] >= now);
            assertThat(scrapes.select("__name__", "a", "process", "timed")).hasSize(3);
            assertThat(scrapes.select("__name__", "a", "process", "timed", "t", "own")
                            .get(0)
                            .timestampsMs())
                    .containsExactly(now - 60_000);
            assertThat(scrapes.select("__name__", "a", "process", "timed", "t", "constant")
                            .get(0)
                            .timestampsMs())
                    .containsExactly(now - 1000);
            scrapes.scraper.remove(timed);
            // Its end is marked for the series that follow the scrape's own time only, as in Prometheus.
            assertThat(Sample.isStale(scrapes.last("__name__", "a", "process", "timed", "t", "none")))
                    .isTrue();
            assertThat(scrapes.last("__name__", "a", "process", "timed", "t", "own"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aTargetMayHaveLimitsOfItsOwn() throws Exception {
        String page = "a{b=\"" + "x".repeat(100) + "\"} 1\nc{d=\"" + "\u00fc".repeat(40) + "\",e=\"1\"} 2\n";
        try (HttpTarget server = new HttpTarget(request -> Answer.page(page))) {
            scrapes.up(server.target("common"));
            assertThat(down(server, "body", new ScrapeLimits(50, 0, 0, 0, 0, 0)))
                    .isEqualTo("the page is larger than 50 bytes");
            assertThat(down(server, "samples", new ScrapeLimits(0, 1, 0, 0, 0, 0)))
                    .isEqualTo("the page has more than 1 samples");
            assertThat(down(server, "labels", new ScrapeLimits(0, 0, 4, 0, 0, 0)))
                    .startsWith("line 2: the series has 5 labels, and the limit for this target is 4");
            assertThat(down(server, "names", new ScrapeLimits(0, 0, 0, 7, 0, 0)))
                    .startsWith("line 1: a label name has 8 bytes");
            assertThat(down(server, "values", new ScrapeLimits(0, 0, 0, 0, 99, 0)))
                    .startsWith("line 1: the value of label b has 100 bytes");
            assertThat(scrapes.status("common").lastError()).isNull();
            scrapes.up(
                    with(server.target("enough"), ScrapeOptions.DEFAULTS.with(new ScrapeLimits(0, 2, 5, 8, 100, 0))));
        }
    }

    private String down(HttpTarget server, String process, ScrapeLimits limits) {
        return scrapes.down(with(server.target(process), ScrapeOptions.DEFAULTS.with(limits)));
    }

    private static Target with(Target target, ScrapeOptions options) {
        return target.with(options);
    }
}
