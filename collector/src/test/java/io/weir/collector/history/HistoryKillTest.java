package io.weir.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kill in the middle of a flush neither loses nor doubles a sample. */
class HistoryKillTest {
    private static final long MINUTE_MS = 60_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history.before-commit",
                "history.after-commit",
                "history.before-checkpoint",
                "history.after-checkpoint",
                "history.before-mark"
            })
    void aKillAtAnyPlaceOfAFlushCostsNothing(String failPoint, @TempDir Path folder) throws Exception {
        long minute;
        try (ChildJvm child = start(folder, 0, 200, "-Dweir.failpoint=" + failPoint)) {
            assertThat(child.await()).isEqualTo(137);
            minute = newest(child, 0);
        }
        // It died in the first flush, when the first quarter of an hour had left the head's two hours.
        assertThat(minute).isEqualTo(135);
        try (ChildJvm child = start(folder, minute, 100)) {
            assertThat(read(child)).containsExactly(minutes(minute + 100));
            assertThat(child.await()).isZero();
        }
    }

    @Test
    void killsAtRandomMomentsCostNothing(@TempDir Path folder) throws Exception {
        killRepeatedly(folder, 2);
    }

    @Test
    @Tag("soak")
    void tensOfKillsAtRandomMomentsCostNothing(@TempDir Path folder) throws Exception {
        killRepeatedly(folder, 30);
    }

    private static void killRepeatedly(Path folder, int kills) throws Exception {
        Random random = new Random(20261121);
        long minute = 0;
        for (int i = 0; i < kills; i++) {
            try (ChildJvm child = start(folder, minute, 100_000)) {
                Objects.requireNonNull(child.next("durable"));
                Thread.sleep(200 + random.nextInt(1500)); // The moment of the kill is what is random here.
                child.kill();
                minute = newest(child, minute);
            }
        }
        try (ChildJvm child = start(folder, minute, 10)) {
            assertThat(read(child)).containsExactly(minutes(minute + 10));
        }
    }

    private static ChildJvm start(Path folder, long fromMinute, int minutes, String... options) throws Exception {
        List<String> jvm = new ArrayList<>(List.of("-Xmx200m"));
        jvm.addAll(List.of(options));
        return ChildJvm.start(
                FlushingChild.class,
                jvm,
                Map.of(),
                folder.toString(),
                Integer.toString(minutes),
                Long.toString(FlushingChild.START + fromMinute * MINUTE_MS));
    }

    private static long newest(ChildJvm child, long before) {
        return child.rest().stream()
                .filter(line -> line.startsWith("durable "))
                .mapToLong(line -> Long.parseLong(line.substring(8)))
                .max()
                .orElse(before + 1);
    }

    private static double[] read(ChildJvm child) throws InterruptedException {
        String text =
                Objects.requireNonNull(child.next("read")).replace("[", "").replace("]", "");
        return Arrays.stream(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] minutes(long to) {
        double[] all = new double[(int) to];
        Arrays.setAll(all, i -> i + 1);
        return all;
    }
}
