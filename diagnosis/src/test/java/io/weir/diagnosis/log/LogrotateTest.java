package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real logrotate (Debian's package logrotate) on a file that is written and tailed. */
final class LogrotateTest {
    private static final Path LOGROTATE = Path.of("/usr/sbin/logrotate");
    private static final int ROTATIONS = 4;

    private final Path folder;
    private final Path file;
    private final FakeSink sink = new FakeSink();
    private int written;

    LogrotateTest(@TempDir Path temp) throws IOException {
        folder = Files.createDirectories(temp.resolve("log"));
        file = folder.resolve("flink-taskmanager.log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "create compress",
                "create compress delaycompress",
                "create dateext dateformat -%Y%m%d-%s",
                "copytruncate",
                "copytruncate compress"
            })
    void everyLineIsTakenOnce(String directives) throws IOException, InterruptedException {
        try (LogTail tail = tail()) {
            assertThat(tail).isNotNull();
            for (int i = 0; i < ROTATIONS; i++) {
                rotateWhileWritten(directives, i);
                if (directives.contains("dateext")) {
                    // Names are of whole seconds, and reading all takes longer than one.
                    awaitAll();
                }
            }
            awaitAll();
        }
        assertThat(rotated()).hasSize(ROTATIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "create compress", "copytruncate"})
    void everyLineIsTakenOnceThoughNobodyLookedMeanwhile(String directives) throws IOException, InterruptedException {
        try (LogTail tail = tail()) {
            assertThat(tail).isNotNull();
            rotateWhileWritten(directives, 0);
            awaitAll();
        }
        for (int i = 1; i < ROTATIONS; i++) {
            rotateWhileWritten(directives, i);
        }
        try (LogTail tail = tail()) {
            assertThat(tail).isNotNull();
            awaitAll();
            rotateWhileWritten(directives, ROTATIONS);
            awaitAll();
        }
    }

    @Test
    void logrotateIsHere() {
        assertThat(LOGROTATE).as("install Debian's package logrotate").isExecutable();
    }

    private LogTail tail() {
        LogTail tail = new LogTail(sink, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
        tail.follow(new LogSource("demo", "tm", LogKind.LOG, folder, "*.log", ZoneOffset.UTC));
        return tail;
    }

    /**
     * As a process that keeps its file open until it is told to open it again. What is written between a copy and the truncation, or behind
     * gzip's back, logrotate itself loses; so then nothing is written.
     */
    private void rotateWhileWritten(String directives, int number) throws IOException, InterruptedException {
        boolean copied = directives.contains("copytruncate");
        try (OutputStream open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            write(open, 300 + 50 * number);
            Process logrotate = logrotate(directives);
            boolean packedAtOnce = directives.contains("compress") && !directives.contains("delaycompress");
            if (!copied && !packedAtOnce) {
                write(open, 200);
            }
            assertThat(logrotate.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(logrotate.exitValue())
                    .as(Files.readString(folder.resolveSibling("logrotate.txt")))
                    .isZero();
            if (copied || !packedAtOnce) {
                write(open, 100);
            }
        }
    }

    private Process logrotate(String directives) throws IOException {
        Path config = folder.resolveSibling("logrotate.conf");
        Files.writeString(config, file + " {\n  rotate 10\n  " + directives.replaceAll(" (?=[a-z])", "\n  ") + "\n}\n");
        return new ProcessBuilder(
                        LOGROTATE.toString(),
                        "--force",
                        "--state",
                        folder.resolveSibling("logrotate.state").toString(),
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("logrotate.txt").toFile())
                .start();
    }

    private void write(OutputStream open, int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(String.format(
                    Locale.ROOT, "2026-11-20 15:50:00,000 INFO  org.apache.Task [] - line %d%n", written));
            written++;
        }
        open.write(text.toString().getBytes(UTF_8));
    }

    private void awaitAll() {
        List<String> expected = new ArrayList<>(
                IntStream.range(0, written).mapToObj(i -> "line " + i).toList());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sink.messages()).hasSameSizeAs(expected));
        // Files of one source are read beside each other, so the order is that of each file.
        assertThat(sink.messages()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<Path> rotated() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> !each.equals(file)).toList();
        }
    }
}
