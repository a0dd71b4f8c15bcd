package io.weir.diagnosis.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.LogTail;
import io.weir.diagnosis.log.PlausibleTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes lines in is killed with SIGKILL again and again, while the file grows and is rotated. */
final class KillTest {
    private static final long NEVER_SAID = -1;
    private static final Duration SHORTEST_LIFE = Duration.ofMillis(100);
    private final Path folder;
    private final Path log;
    private final Random random = new Random(11);
    private long written;
    private int recoveries;
    private volatile long acknowledged;
    private volatile long recovered;

    KillTest(@TempDir Path temp) throws IOException {
        this.folder = temp;
        this.log = temp.resolve("log");
        Files.createDirectories(log);
    }

    @Test
    void everyAcknowledgedLineIsThereOnceAfterAFewKills() throws IOException, InterruptedException {
        killAgainAndAgain(4);
    }

    @Test
    @Tag("soak")
    void everyAcknowledgedLineIsThereOnceAfterManyKills() throws IOException, InterruptedException {
        killAgainAndAgain(100);
    }

    private void killAgainAndAgain(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            // Some are killed while they still recover; on a busy machine that could be all of them.
            liveAndDie(i % 4 == 3);
        }
        assertThat(recoveries)
                .as("lives that ended after recovery, of " + times)
                .isPositive();
        try (BlockStore store = NumberedRecords.open(folder);
                LogTail tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK)) {
            assertThat(store.status().records()).isGreaterThanOrEqualTo(acknowledged);
            tail.follow(IngestingChild.source(folder));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(store.status().records()).isGreaterThanOrEqualTo(written));
            assertThat(NumberedRecords.numbers(store).stream().sorted().toList())
                    .isEqualTo(NumberedRecords.range(1, written));
        }
    }

    private void liveAndDie(boolean afterRecovery) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestingChild.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledgedBefore = acknowledged;
        recovered = NEVER_SAID;
        Thread reader = new Thread(() -> read(child));
        reader.start();
        try {
            long life = SHORTEST_LIFE.toMillis() + random.nextInt(1_500);
            long end =
                    System.nanoTime() + Duration.ofSeconds(1).plusMillis(life).toNanos();
            long mustHaveRecovered = end + Duration.ofMinutes(2).toNanos();
            while (System.nanoTime() < end
                    || afterRecovery && recovered == NEVER_SAID && System.nanoTime() < mustHaveRecovered) {
                write(1 + random.nextInt(400));
                if (random.nextInt(10) == 0) {
                    Files.move(log.resolve("flink.log"), log.resolve("flink-" + written + ".log"));
                }
                Thread.sleep(random.nextInt(40));
            }
        } finally {
            // Of the handle: Process.destroyForcibly would close the pipe too and lose what the child has said.
            child.toHandle().destroyForcibly();
            child.waitFor();
            reader.join();
        }
        // A child that was killed while it still recovered says nothing; the next one must find all of it.
        if (recovered != NEVER_SAID) {
            recoveries++;
            assertThat(recovered).isGreaterThanOrEqualTo(acknowledgedBefore);
        }
    }

    private void read(Process child) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("recovered ")) {
                    recovered = Long.parseLong(line.substring("recovered ".length()));
                } else if (line.startsWith("acknowledged ")) {
                    acknowledged = Long.parseLong(line.substring("acknowledged ".length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            written++;
            text.append(String.format(
                    Locale.ROOT,
                    "2026-11-20 %02d:%02d:%02d,%03d INFO  record number%d of a file that grows%n",
                    written / 3_600_000 % 24,
                    written / 60_000 % 60,
                    written / 1_000 % 60,
                    written % 1_000,
                    written));
            if (random.nextInt(50) == 0) {
                text.append("java.lang.RuntimeException: no\n\tat a.B.c(B.java:1)\n");
            }
        }
        Files.writeString(log.resolve("flink.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
