package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.head.Head;
import io.weir.collector.metric.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the same pages to a live Prometheus 2.42 and to Weir, and compares what each stored: the verdict, every series with every label, the
 * bits of every number. Weir reads each page twice, once as a target's first and once against the memory of another page.
 */
class PrometheusDifferenceTest {
    private static final Logger log = LoggerFactory.getLogger(PrometheusDifferenceTest.class);
    private static final long SEED = Long.getLong("weir.difference.seed", 20261121);
    private static final int PAGES_A_HEAD = 25;

    private final List<String> differences = new ArrayList<>();
    private final Map<KnownDifference, Integer> known = new EnumMap<>(KnownDifference.class);
    private final Map<PageFormat, int[]> verdicts = new EnumMap<>(PageFormat.class);

    @Test
    void whatPrometheusStoresOfAPageIsWhatWeirStores(@TempDir Path folder) throws Exception {
        Instant now = Instant.now();
        TrialPages trial = new TrialPages(SEED);
        List<byte[]> captured = trial.addCaptured();
        int wellFormed = trial.pages().size();
        trial.addMutants(captured, Integer.getInteger("weir.difference.mutants", 2400), 900);
        trial.addTimed(now, 100);
        List<TrialPage> pages = trial.pages();
        Map<Integer, Stored> theirs = new HashMap<>();
        try (TrialServer server = new TrialServer(pages)) {
            PrometheusTrial.run(folder, pages, server, (number, stored) -> {
                theirs.put(number, stored);
                if (theirs.size() == PAGES_A_HEAD || number == pages.size() - 1) {
                    compare(Files.createDirectory(folder.resolve("head-" + number)), pages, theirs, now, server);
                    theirs.clear();
                }
            });
        }
        log.info("{} pages, seed {}: {} differ as meant, {} do not", pages.size(), SEED, known, differences.size());
        verdicts.forEach((format, counts) -> log.info("{}: {} refused, {} accepted", format, counts[0], counts[1]));

        assertThat(differences).isEmpty();
        assertThat(known)
                .as("the list of meant differences is no longer than it must be")
                .containsOnlyKeys(KnownDifference.values());
        // A test in which one side always says the same would show nothing.
        assertThat(wellFormed).isGreaterThan(250);
        for (PageFormat format : PageFormat.values()) {
            int[] counts = verdicts.getOrDefault(format, new int[2]);
            assertThat(counts[0]).isGreaterThan(300);
            assertThat(counts[1]).isGreaterThan(format == PageFormat.TEXT ? 1000 : 100);
        }
    }

    private void compare(
            Path folder, List<TrialPage> pages, Map<Integer, Stored> theirs, Instant now, TrialServer server)
            throws IOException {
        try (Head head = Head.open(folder, Duration.ofHours(3), 10_000_000, Clock.systemUTC())) {
            WeirTrial weir = new WeirTrial(head, now);
            theirs.forEach((number, stored) -> {
                TrialPage page = pages.get(number);
                Labels labels = PrometheusTrial.targetLabels(number, page, server.authority());
                compare(page, weir.run(page, labels, false), stored, "");
                compare(page, weir.run(page, labels, true), stored, " after another page");
                verdicts.computeIfAbsent(page.format(), any -> new int[2])[stored.accepted() ? 1 : 0]++;
            });
        }
    }

    private void compare(TrialPage page, Stored ours, Stored theirs, String when) {
        if (ours.same(theirs)) {
            return;
        }
        for (KnownDifference difference : KnownDifference.values()) {
            if (difference.explains(page, ours, theirs)) {
                known.merge(difference, 1, Integer::sum);
                return;
            }
        }
        if (differences.size() < 20) {
            differences.add(page.name() + " " + page.format() + when + "\n  ours: " + said(ours, theirs)
                    + "\n  theirs: " + said(theirs, ours) + "\n  page: " + excerpt(page));
        }
    }

    private static String said(Stored one, Stored other) {
        Map<Labels, String> only = new HashMap<>(one.samples());
        only.entrySet().removeAll(other.samples().entrySet());
        String text = only.toString();
        return (one.accepted() ? "accepted" : "refused " + one.error()) + ", alone "
                + text.substring(0, Math.min(text.length(), 1500));
    }

    private static String excerpt(TrialPage page) {
        return Excerpt.of(page.bytes(), 0, page.bytes().length, 3000);
    }
}
