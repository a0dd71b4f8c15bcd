package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** A log whose messages count up, and what rollovers do to its files. */
final class NumberedLog {
    private final Path file;
    private int last;

    NumberedLog(Path file) {
        this.file = file;
    }

    static String line(int number) {
        return String.format(
                "2026-11-20 15:%02d:%02d,%03d INFO  o.a.f.Task [] - message %d%n",
                number / 60_000 % 60, number / 1000 % 60, number % 1000, number);
    }

    /** Appends that many more lines. */
    void write(int lines) {
        String text = IntStream.rangeClosed(last + 1, last + lines)
                .mapToObj(NumberedLog::line)
                .collect(Collectors.joining());
        last += lines;
        try {
            Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path rename(String name) throws IOException {
        return Files.move(file, file.resolveSibling(name));
    }

    Path copyAndTruncate(String name) throws IOException {
        Path copy = Files.copy(file, file.resolveSibling(name));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        return copy;
    }

    /** As gzip does: the packed file grows beside the other, which goes last. */
    static Path pack(Path plain) throws IOException {
        Path packed = plain.resolveSibling(plain.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
        return packed;
    }

    int last() {
        return last;
    }

    /** Waits until every message came once, and looks that no more come. */
    void awaitAll(FakeSink sink) {
        List<String> expected = IntStream.rangeClosed(1, last)
                .mapToObj(number -> "message " + number)
                .toList();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sink.messages()).containsExactlyInAnyOrderElementsOf(expected));
    }
}
