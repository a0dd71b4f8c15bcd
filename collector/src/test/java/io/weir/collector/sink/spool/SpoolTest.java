package io.weir.collector.sink.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleTap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class SpoolTest {
    private static final int WIDTH = 3;

    @TempDir
    Path folder;

    private record Named(Labels labels) implements SampleTap.Identified {}

    private static void append(Spool spool, long time) throws IOException {
        SampleTap.Identified[] series = new SampleTap.Identified[WIDTH];
        double[] values = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            series[i] = new Named(Labels.of(Labels.NAME, "m", "i", "\u00fc" + i));
            values[i] = time * 10 + i;
        }
        spool.append(time, series, values, WIDTH);
    }

    private static List<Long> times(Spool spool) throws IOException {
        List<Long> times = new ArrayList<>();
        for (Spool.Batch batch = spool.read(10); batch != null; batch = spool.read(10)) {
            for (Spooled sample : batch.samples()) {
                assertThat(sample.series().name()).isEqualTo("m");
                assertThat(sample.value())
                        .isEqualTo(sample.timestampMs() * 10
                                + Integer.parseInt(sample.series().get("i").substring(1)));
                times.add(sample.timestampMs());
            }
        }
        return times.stream().distinct().toList();
    }

    private Path newestSegment() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void whatWasNotDeliveredIsReadAgainAndWhatWasIsNot() throws IOException {
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            for (int i = 1; i <= 8; i++) {
                append(spool, i);
            }
            Spool.Batch first = Objects.requireNonNull(spool.read(2 * WIDTH));
            spool.delivered(first.end());
            Spool.Batch second = Objects.requireNonNull(spool.read(2 * WIDTH));
            assertThat(second.samples().get(0).timestampMs()).isEqualTo(3);
        }
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            append(spool, 9);
            assertThat(spool.unread()).isEqualTo(7 * WIDTH);
            assertThat(times(spool)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(spool.unread()).isZero();
        }
    }

    @Test
    void tornTailIsCutAndCounted() throws IOException {
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            append(spool, 1);
            append(spool, 2);
        }
        try (RandomAccessFile file = new RandomAccessFile(newestSegment().toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            assertThat(spool.damagedRecords()).isEqualTo(1);
            append(spool, 3);
            assertThat(times(spool)).containsExactly(1L, 3L);
        }
    }

    @Test
    void flippedBitDamagesOnlyWhatFollowsIt() throws IOException {
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            append(spool, 1);
            append(spool, 2);
            append(spool, 3);
            try (RandomAccessFile file = new RandomAccessFile(newestSegment().toFile(), "rw")) {
                long last = file.length() - 5;
                file.seek(last);
                int old = file.read();
                file.seek(last);
                file.write(old ^ 4);
            }
            assertThat(times(spool)).containsExactly(1L, 2L);
            assertThat(spool.droppedSamples()).isEqualTo(WIDTH);
            append(spool, 4);
            assertThat(times(spool)).containsExactly(4L);
        }
    }

    @Test
    void oldestSegmentGoesWhenItIsFull() throws IOException {
        long limit = 1 << 20;
        try (Spool spool = Spool.open(folder, limit)) {
            int pages = 60_000;
            for (int i = 1; i <= pages; i++) {
                append(spool, i);
            }
            assertThat(spool.bytes()).isLessThanOrEqualTo(limit);
            List<Long> kept = times(spool);
            assertThat(kept.get(kept.size() - 1)).isEqualTo(pages);
            assertThat(spool.droppedSamples()).isEqualTo((long) (pages - kept.size()) * WIDTH);
        }
    }

    /** Appends until it is killed, and says each page only after it was appended. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Spool spool = Spool.open(Path.of(arguments[0]), 64 << 20);
            for (long i = 1; ; i++) {
                append(spool, i);
                System.out.println(i);
                System.out.flush();
            }
        }
    }

    @Test
    void killLosesNothingThatWasAppended() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        Path saidFile = folder.resolve("said");
        // The place where the kill hits is left to chance, far enough from the start.
        await().until(() -> Files.size(saidFile) > 25_000);
        writer.destroyForcibly();
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String all = Files.readString(saidFile);
        String whole = all.substring(0, all.lastIndexOf('\n'));
        long said = Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
        try (Spool spool = Spool.open(folder, 64 << 20)) {
            List<Long> found = times(spool);
            assertThat(found).hasSizeGreaterThanOrEqualTo((int) said);
            assertThat(found.get((int) said - 1)).isEqualTo(said);
        }
    }
}
