package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time of day that is set under a running Weir, by libfaketime (Debian's faketime). */
class ClockJumpTest {
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final Path ARM_LIBRARY = Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final long HOUR_MS = 3_600_000;

    @ParameterizedTest
    @ValueSource(strings = {"+3600", "-3600"})
    void anHourNeitherDropsSamplesNorTearsThemApart(String jump, @TempDir Path folder) throws Exception {
        Path library = Files.exists(LIBRARY) ? LIBRARY : ARM_LIBRARY;
        assertThat(library).as("apt-get install faketime").exists();
        Path offset = Files.writeString(folder.resolve("offset"), "+0");
        Map<String, String> faked = Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
        try (ChildJvm child = ChildJvm.start(
                JumpingChild.class, List.of(), faked, folder.resolve("head").toString())) {
            long before = state(child)[0];
            assertThat(before).isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
            Files.writeString(offset, jump);
            long[] state = state(child);
            while (Math.abs(state[0] - before) < HOUR_MS / 2) {
                state = state(child);
            }
            long jumpedAt = state[4];
            while (state[4] < jumpedAt + 20) {
                state = state(child);
            }
            assertThat(state[1]).as("beats that are missing").isZero();
            assertThat(state[2]).as("widest gap in ms").isLessThan(HOUR_MS / 4);
            assertThat(state[3]).as("dropped").isZero();
        }
    }

    private static long[] state(ChildJvm child) throws InterruptedException {
        String line = Objects.requireNonNull(child.next("state"));
        return java.util.Arrays.stream(line.split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
