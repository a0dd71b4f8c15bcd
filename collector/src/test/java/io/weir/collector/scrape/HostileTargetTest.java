package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.Captures;
import io.weir.collector.FakeTarget;
import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scrape cases of the fault list, each against a server that really behaves so. */
@SuppressWarnings("NullAway.Init")
class HostileTargetTest {
    private static final long BODY_LIMIT = 1 << 20;
    private static final ScrapeLimits LIMITS = new ScrapeLimits(BODY_LIMIT, 2_000, 0, 0, 0, 0);
    private static final byte[] GOOD = "a 1\nb 2\n".getBytes(StandardCharsets.US_ASCII);

    private Head head;
    private Scraper scraper;

    @BeforeEach
    void open(@TempDir Path folder) {
        head = Head.open(folder, Duration.ofHours(1), 10_000, Clock.systemUTC());
        scraper = new Scraper(head, Clock.systemUTC(), Duration.ofMillis(300), Duration.ofMillis(300), LIMITS);
    }

    @AfterEach
    void close() {
        scraper.close();
        head.close();
    }

    @Test
    void aTargetThatNeverAnswersIsDownAndTriedAgainOnSchedule() {
        try (HostileTarget target = new HostileTarget((out, self) -> self.silence())) {
            fails(target, "no whole page within 300 ms");
            await().untilAsserted(() -> assertThat(target.requests.get()).isGreaterThan(2));
            await().untilAsserted(() -> assertThat(target.hungUp.get()).isGreaterThan(1));
            assertThat(failures("timeout")).isPositive();
        }
    }

    @Test
    void aBodyThatStopsHalfWayMeetsTheSameDeadlineAndNothingOfItCounts() {
        try (HostileTarget target = new HostileTarget((out, self) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\na 1\nb 2\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            self.silence();
        })) {
            fails(target, "no whole page within 300 ms");
            await().untilAsserted(() -> assertThat(target.hungUp.get()).isPositive());
            assertThat(selected("a")).isZero();
        }
    }

    @Test
    void aBodyThatDripsMeetsTheSameDeadline() {
        try (HostileTarget target = new HostileTarget((out, self) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!self.drip()) {
                out.write('#');
                out.flush();
            }
        })) {
            fails(target, "no whole page within 300 ms");
            await().untilAsserted(() -> assertThat(target.hungUp.get()).isPositive());
        }
    }

    @Test
    void headersThatDripMeetTheSameDeadline() {
        try (HostileTarget target = new HostileTarget((out, self) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            while (!self.drip()) {
                out.write('x');
                out.flush();
            }
        })) {
            fails(target, "no whole page within 300 ms");
        }
    }

    @Test
    void aGzipBombIsLeftAtTheLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        try (HostileTarget target = HostileTarget.answering("200 OK\r\nContent-Encoding: gzip", bomb.toByteArray())) {
            fails(target, "larger than " + BODY_LIMIT + " bytes after decompression");
            assertThat(failures("body_limit")).isPositive();
        }
    }

    @Test
    void aPageBeyondTheLimitIsRefusedWhileItStreams() {
        try (HostileTarget target = new HostileTarget((out, self) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[1 << 16];
            Arrays.fill(block, (byte) '#');
            while (true) {
                out.write(block);
            }
        })) {
            fails(target, "larger than " + BODY_LIMIT + " bytes");
            await().untilAsserted(() -> assertThat(target.hungUp.get()).isPositive());
        }
    }

    @Test
    void aTruncatedGzipBodyFails() {
        byte[] packed = Captures.gzippedPage("flink-2.3.0-jobmanager");
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        try (HostileTarget target = HostileTarget.answering("200 OK\r\nContent-Encoding: gzip", cut)) {
            fails(target, "the gzip body is broken");
            assertThat(failures("encoding")).isPositive();
        }
    }

    @Test
    void anExplosionOfSeriesFailsThatTargetOnly() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 2_001; i++) {
            page.append("a{i=\"").append(i).append("\"} 1\n");
        }
        try (FakeTarget good = new FakeTarget().page("a 1\n");
                HostileTarget target =
                        HostileTarget.answering("200 OK", page.toString().getBytes(StandardCharsets.US_ASCII))) {
            scraper.add(good.target("good"));
            fails(target, "more than 2000 samples");
            await().until(() -> status("good").health() == Health.UP);
            assertThat(selected("a")).isEqualTo(1);
        }
    }

    @Test
    void aLoginPageIsNoPageOfMetrics() {
        byte[] login = "<html><body>Please sign in \u0007</body></html>".getBytes(StandardCharsets.US_ASCII);
        try (HostileTarget target = HostileTarget.answering("200 OK\r\nContent-Type: text/html", login)) {
            fails(target, "HTML", "Please sign in \\x07");
        }
    }

    @Test
    void anErrorStatusIsShownWithItsText() {
        try (HostileTarget target =
                HostileTarget.answering("503 Busy", "try\nlater".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(fails(target, "HTTP 503")).isEqualTo("HTTP 503, \"try\\nlater\"");
        }
    }

    @Test
    void aRedirectToAnotherServerIsNotFollowed() {
        try (HostileTarget other = HostileTarget.answering("200 OK", GOOD);
                HostileTarget target = HostileTarget.answering("302 Found\r\nLocation: " + other.url(), new byte[0])) {
            fails(target, "redirected (HTTP 302)", other.url().toString());
            assertThat(other.requests.get()).isZero();
        }
    }

    @Test
    void aRedirectOnTheSameServerIsFollowedButNotForEver() {
        try (HostileTarget target = HostileTarget.answering("302 Found\r\nLocation: /metrics/", new byte[0])) {
            fails(target, "redirected (HTTP 302)");
            assertThat(target.requests.get()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void aConnectionThatIsRefusedSaysSo() {
        HostileTarget gone = new HostileTarget((out, self) -> {});
        gone.close();
        assertThat(fails(gone, "cannot read from 127.0.0.1:")).endsWith("connection refused");
        assertThat(failures("connect")).isPositive();
    }

    @Test
    void anAnswerThatIsNoHttpFails() {
        try (HostileTarget target = new HostileTarget(
                (out, self) -> out.write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            fails(target, "cannot read from");
        }
    }

    @Test
    void hangingTargetsDelayNoOther() {
        try (HostileTarget silent = new HostileTarget((out, self) -> self.silence());
                FakeTarget good = new FakeTarget().page(GOOD, false)) {
            for (int i = 0; i < 50; i++) {
                scraper.add(target(silent, "silent-" + i));
            }
            scraper.add(good.target("good"));
            await().untilAsserted(() -> assertThat(good.requests()).isGreaterThan(5));
            await().until(() -> status("good").health() == Health.UP);
        }
    }

    /** That it is down for this reason: a scrape may also have been late on a busy machine, and the next one tells. */
    private String fails(HostileTarget target, String... reasons) {
        scraper.add(target(target, "hostile"));
        TargetStatus down = await().until(
                        () -> status("hostile"),
                        status -> status.health() == Health.DOWN
                                && Stream.of(reasons).allMatch(String.valueOf(status.lastError())::contains));
        await().untilAsserted(() -> assertThat(head.select(
                                List.of(LabelMatcher.equal("__name__", "up"), LabelMatcher.equal("process", "hostile")),
                                0,
                                Long.MAX_VALUE)
                        .get(0)
                        .values())
                .contains(0)
                .doesNotContain(1));
        return String.valueOf(down.lastError());
    }

    private static Target target(HostileTarget server, String process) {
        return new Target("c1", process, server.url(), Labels.of("cluster", "c1", "process", process));
    }

    private TargetStatus status(String process) {
        return scraper.targets().stream()
                .filter(status -> status.target().process().equals(process))
                .findFirst()
                .orElseThrow();
    }

    private int selected(String name) {
        return head.select(List.of(LabelMatcher.equal("__name__", name)), 0, Long.MAX_VALUE)
                .size();
    }

    private double failures(String reason) {
        return scraper.selfMetrics().stream()
                .filter(metric -> metric.name().equals("weir_scrape_failures_total")
                        && metric.labels().get("reason").equals(reason))
                .mapToDouble(SelfMetric::value)
                .sum();
    }
}
