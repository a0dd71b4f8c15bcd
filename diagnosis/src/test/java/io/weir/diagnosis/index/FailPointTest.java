package io.weir.diagnosis.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.log.LogKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that ends at each point of writing, indexing, committing, merging and deleting: nothing acknowledged is missing or there twice. */
final class FailPointTest {
    private static final int KILLED = 137;
    private final Path folder;
    private long acknowledged = -1;
    private long reached;

    FailPointTest(@TempDir Path temp) {
        this.folder = temp.resolve("store");
    }

    /** The first time that the point is reached: of a store that has nothing, mostly. */
    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrDoubledAtTheFirstTime(FailPoint point) throws IOException, InterruptedException {
        killAt(point, 1);
        verify();
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrDoubledOverManyKills(FailPoint point) throws IOException, InterruptedException {
        for (int time : new int[] {2, 1, 5, 3, 9, 1}) {
            if (point != FailPoint.BLOCKS_RECOVERED) {
                killAt(point, time);
                verify();
            }
            killAt(FailPoint.BLOCKS_RECOVERED, 1);
        }
        verify();
    }

    @Test
    void processThatReachesNoPointSurvives() throws IOException, InterruptedException {
        assertThat(live("-Dweir.logs.failpoint=NONE")).isZero();
        verify();
    }

    private void killAt(FailPoint point, int time) throws IOException, InterruptedException {
        // Some points come once in a life: then all of it is lived.
        assertThat(live("-Dweir.logs.failpoint=" + point + ":" + time))
                .as("end at " + point)
                .isIn(time == 1 ? List.of(KILLED) : List.of(KILLED, 0));
    }

    private int live(String property) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        property,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailingChild.class.getName(),
                        folder.toString(),
                        Long.toString(reached))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("acknowledged ")) {
                    acknowledged = Long.parseLong(line.substring("acknowledged ".length()));
                }
            }
            reached = Math.max(reached, acknowledged + 1);
            return child.waitFor();
        } finally {
            child.toHandle().destroyForcibly();
        }
    }

    private void verify() throws IOException {
        FailingChild.SteppedClock clock = new FailingChild.SteppedClock(reached);
        try (BlockStore store = FailingChild.open(folder, clock)) {
            for (LogKind kind : List.of(LogKind.LOG, LogKind.GC)) {
                verify(numbers(store, kind));
            }
            store.commit();
        }
        StoreCheck check = StoreCheck.verify(folder);
        assertThat(check.problems()).isEmpty();
    }

    private void verify(List<Long> found) {
        if (acknowledged < 0) {
            return;
        }
        assertThat(found).isNotEmpty();
        long first = found.get(0);
        long last = found.get(found.size() - 1);
        assertThat(found).isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(last).isGreaterThanOrEqualTo(FailingChild.lastOf(acknowledged));
        // What is younger than the retention must be there.
        long oldest = FailingChild.stepOf(first);
        assertThat(oldest == 0
                        || !FailingChild.time(oldest)
                                .isAfter(FailingChild.time(reached).minus(FailingChild.KEPT)))
                .as("oldest step " + oldest + " of " + reached)
                .isTrue();
    }

    private static List<Long> numbers(BlockStore store, LogKind kind) {
        List<Long> numbers = new ArrayList<>();
        String cursor = null;
        String query = "kind:" + kind.name().toLowerCase(Locale.ROOT);
        do {
            LogPage page =
                    store.search(new LogQuery(query, StoredLogs.FROM, FailingChild.time(10_000), cursor, 5_000, false));
            page.hits().forEach(hit -> numbers.add(NumberedRecords.number(hit)));
            cursor = page.nextCursor();
        } while (cursor != null);
        return numbers;
    }
}
