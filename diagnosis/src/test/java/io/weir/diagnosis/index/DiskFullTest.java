package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskFullTest {
    private static final int CAP_SYS_ADMIN = 21;

    private final Path folder;

    DiskFullTest(@TempDir Path temp) {
        this.folder = temp;
    }

    @Test
    void nothingIsTakenInWhileTheReserveIsTouchedAndThenAgain() {
        AtomicLong usable = new AtomicLong(1_000);
        StoreOptions options = new StoreOptions(
                folder, Retention.of(Duration.ofDays(7), 1L << 30), usable::get, 500, Duration.ofSeconds(10));
        try (BlockStore store = BlockStore.open(options, FlinkLogs.CLOCK)) {
            assertThat(append(store, 1, 100)).isTrue();
            usable.set(499);
            await().untilAsserted(() -> assertThat(store.status().readOnly()).isNotNull());

            assertThat(store.status().readOnly()).isEqualTo("the disk has 499 bytes left, and 500 are kept free");
            assertThat(append(store, 101, 200)).isFalse();
            assertThat(numbers(store)).isEqualTo(range(1, 100));

            usable.set(1_000);
            await().untilAsserted(() -> assertThat(append(store, 101, 200)).isTrue());
            assertThat(numbers(store)).isEqualTo(range(1, 200));
        }
    }

    /** A real file system of 4 MB that is filled up by somebody else. Who may mount must be able to; for others the test above stands in. */
    @Test
    void diskThatIsReallyFullLosesNothingAndRecovers() throws IOException, InterruptedException {
        assumeThat(mayMount())
                .as("only a process with CAP_SYS_ADMIN can have a disk of its own to fill")
                .isTrue();
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "weir-test", folder.toString()))
                .isZero();
        try {
            fillAndFree();
        } finally {
            assertThat(run("umount", folder.toString())).isZero();
        }
    }

    /** See <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>. */
    private static boolean mayMount() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("CapEff:")) {
                return (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> CAP_SYS_ADMIN & 1) == 1;
            }
        }
        return false;
    }

    private void fillAndFree() throws IOException {
        StoreOptions options = new StoreOptions(
                folder.resolve("store"),
                Retention.of(Duration.ofDays(7), 1L << 30),
                () -> Long.MAX_VALUE,
                0,
                Duration.ofSeconds(10));
        long taken = 0;
        try (BlockStore store = BlockStore.open(options, FlinkLogs.CLOCK)) {
            append(store, 1, 1_000);
            taken = 1_000;
            Path ballast = folder.resolve("ballast");
            fill(ballast);
            while (store.status().readOnly() == null && append(store, taken + 1, taken + 1_000)) {
                taken += 1_000;
            }
            await().untilAsserted(() -> assertThat(store.status().readOnly()).contains("No space left"));
            assertThat(append(store, taken + 1, taken + 1)).isFalse();
            assertThat(numbers(store)).isEqualTo(range(1, taken));

            Files.delete(ballast);
            await().untilAsserted(() -> assertThat(store.status().readOnly()).isNull());
            assertThat(append(store, taken + 1, taken + 1_000)).isTrue();
            taken += 1_000;
            assertThat(numbers(store)).isEqualTo(range(1, taken));
        }
        try (BlockStore store = BlockStore.open(options, FlinkLogs.CLOCK)) {
            assertThat(numbers(store)).isEqualTo(range(1, taken));
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
