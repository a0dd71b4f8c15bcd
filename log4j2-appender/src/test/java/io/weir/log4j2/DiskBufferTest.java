package io.weir.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue that survives its process, within its limit. */
final class DiskBufferTest {
    private final Path folder;

    DiskBufferTest(@TempDir Path temp) {
        this.folder = temp.resolve("buffer");
    }

    @Test
    void recordsComeInOrderAndOnceAlsoAfterAnotherOpening() throws IOException {
        try (DiskBuffer buffer = open(1 << 20)) {
            append(buffer, 0, 100);
            assertThat(texts(buffer.peek(40, 1 << 20))).isEqualTo(numbers(0, 40));
            buffer.sent(40);
        }
        try (DiskBuffer buffer = open(1 << 20)) {
            DiskBuffer.Batch batch = buffer.peek(1_000, 1 << 20);
            assertThat(batch.first).isEqualTo(40);
            assertThat(texts(batch)).isEqualTo(numbers(40, 100));
            append(buffer, 100, 110);
            buffer.sent(batch.end());
            assertThat(texts(buffer.peek(1_000, 1 << 20))).isEqualTo(numbers(100, 110));
        }
    }

    @Test
    void oldestGoWhenItIsFullAndAreCounted() throws IOException {
        try (DiskBuffer buffer = open(16 * 1024)) {
            append(buffer, 0, 5_000);
            long size = size();
            assertThat(size).isLessThanOrEqualTo(17 * 1024);
            DiskBuffer.Batch batch = buffer.peek(1, 1 << 20);
            assertThat(batch.first).isPositive();
            assertThat(buffer.takeDropped()).isEqualTo(batch.first);
            assertThat(texts(batch)).containsExactly("record " + batch.first);
            assertThat(buffer.takeDropped()).isZero();
        }
    }

    @Test
    void tornEndIsCutOff() throws IOException {
        try (DiskBuffer buffer = open(1 << 20)) {
            append(buffer, 0, 10);
        }
        Path file = records().get(0);
        Files.write(file, new byte[] {0, 0, 1, 0, 1, 2, 3}, StandardOpenOption.APPEND);

        try (DiskBuffer buffer = open(1 << 20)) {
            append(buffer, 10, 12);
            assertThat(texts(buffer.peek(1_000, 1 << 20))).isEqualTo(numbers(0, 12));
        }
    }

    @Test
    void damageCostsTheRestOfItsFileAndIsCounted() throws IOException {
        try (DiskBuffer buffer = open(1 << 20)) {
            append(buffer, 0, 10);
        }
        Path file = records().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2 + 10] ^= 1;
        Files.write(file, bytes);

        try (DiskBuffer buffer = open(1 << 20)) {
            DiskBuffer.Batch batch = buffer.peek(1_000, 1 << 20);
            assertThat(batch.records).hasSizeBetween(1, 9);
            buffer.sent(batch.end());
            assertThat(buffer.peek(1_000, 1 << 20).records).isEmpty();
            assertThat(buffer.takeDropped()).isEqualTo(10 - batch.records.size());
            append(buffer, 10, 11);
            assertThat(texts(buffer.peek(1_000, 1 << 20))).containsExactly("record 10");
        }
    }

    @Test
    void secondUserOfTheFolderGetsOneBesideIt() throws IOException {
        try (DiskBuffer one = open(1 << 20);
                DiskBuffer two = open(1 << 20)) {
            assertThat(one.id()).isNotEqualTo(two.id());
            append(one, 0, 1);
            assertThat(two.unsent()).isZero();
        }
    }

    private DiskBuffer open(long limit) throws IOException {
        return DiskBuffer.open(folder, limit);
    }

    private static void append(DiskBuffer buffer, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            buffer.append(("record " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> texts(DiskBuffer.Batch batch) {
        return batch.records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "record " + i).collect(Collectors.toList());
    }

    private List<Path> records() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.records")) {
            List<Path> all = new java.util.ArrayList<>();
            files.forEach(all::add);
            return all;
        }
    }

    private long size() throws IOException {
        long size = 0;
        for (Path path : records()) {
            size += Files.size(path);
        }
        return size;
    }
}
