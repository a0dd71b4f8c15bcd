package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a head under load costs its last second at most. */
class HeadKillTest {
    /** A second between two syncs, and what a busy machine adds to one. */
    private static final long LOST_MS = 3_000;

    @Test
    void aKillCostsAtMostTheLastSecond(@TempDir Path folder, TestReporter reporter) throws Exception {
        kill(reporter, folder, 2, 20, 500);
    }

    @Test
    @Tag("soak")
    void tenKillsUnderFullLoadCostAtMostTheLastSecondEach(@TempDir Path folder, TestReporter reporter)
            throws Exception {
        kill(reporter, folder, 10, 100, 1_466);
    }

    private static void kill(TestReporter reporter, Path folder, int kills, int targets, int width) throws Exception {
        List<Long> starts = new ArrayList<>();
        long last = 0;
        for (int run = 0; run <= kills; run++) {
            try (ChildJvm child = ChildJvm.start(
                    LoadedHeadChild.class,
                    List.of("-Xmx700m"),
                    Map.of(),
                    folder.toString(),
                    Integer.toString(targets),
                    Integer.toString(width))) {
                String[] answer = Objects.requireNonNull(child.next("answered")).split(" ");
                if (run > 0) {
                    starts.add(Long.parseLong(answer[0]));
                    assertThat(Integer.parseInt(answer[1])).isEqualTo(targets * width);
                    assertThat(Long.parseLong(answer[2])).isBetween(last - LOST_MS, last);
                    assertThat(answer[3]).isEqualTo("false");
                }
                if (run == kills) {
                    break;
                }
                for (int page = 0; page < 25; page++) {
                    last = Long.parseLong(Objects.requireNonNull(child.next("page")));
                }
                child.kill();
                for (String line : child.rest()) {
                    last = line.startsWith("page ") ? Long.parseLong(line.substring(5)) : last;
                }
            }
        }
        reporter.publishEntry("ms from the start of the process to the first answer", starts.toString());
    }
}
