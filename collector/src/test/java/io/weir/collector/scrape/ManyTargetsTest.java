package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.scrape.HttpTarget.Answer;
import io.weir.collector.target.ScrapeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Case 18 of the fault list. */
class ManyTargetsTest {
    private static final int TARGETS = 3000;
    private static final int INTERVAL_MS = 6000;

    @Test
    void threeThousandTargetsThatStartTogetherAreSpreadOverTheInterval(@TempDir Path folder) throws Exception {
        ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
        try (HttpTarget server = new HttpTarget(request -> {
                    arrivals.add(System.nanoTime());
                    return Answer.page("a 1\n");
                });
                ScrapeFixture scrapes =
                        new ScrapeFixture(folder, Duration.ofMillis(INTERVAL_MS), ScrapeLimits.DEFAULTS)) {
            int threads = Thread.activeCount();
            for (int i = 0; i < TARGETS; i++) {
                scrapes.scraper.add(server.target("tm-" + i));
            }
            await().until(() -> scrapes.select("__name__", "up").size() == TARGETS);
            long mine = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("weir-scrape"))
                    .count();
            assertThat(mine).as("of %s threads before", threads).isLessThanOrEqualTo(16);
            long first = arrivals.stream().mapToLong(Long::longValue).min().orElseThrow();
            var tenths = arrivals.stream()
                    .collect(Collectors.groupingBy(
                            at -> (at - first) / (INTERVAL_MS * 100_000L), Collectors.counting()));
            // A synchronised burst would put nearly all of them into one tenth of the interval.
            assertThat(tenths.values()).allMatch(count -> count < TARGETS / 3);
            assertThat(server.mostOpen.get()).isLessThan(500);
            assertThat(scrapes.self("weir_scrape_failures_total")).isZero();
        }
    }
}
