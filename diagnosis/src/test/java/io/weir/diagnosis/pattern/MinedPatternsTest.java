package io.weir.diagnosis.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MinedPatternsTest {
    private static final LogStream STREAM = new LogStream(1, "demo", "taskmanager-1", LogKind.LOG, "x.log");
    private static final String PREFIX = "2026-11-20 10:00:00,000 INFO  org.Foo [] - ";
    private final Path file;

    MinedPatternsTest(@TempDir Path folder) {
        this.file = folder.resolve("patterns");
    }

    @Test
    void numbersAndNamesAreLeftOpenAndStatesAreNot() {
        MinedPatterns patterns = MinedPatterns.open(file);

        String one =
                learn(patterns, "Completed checkpoint 17 for job 4aaacd0b (1234 bytes, checkpointDuration=12 ms).");
        String same = learn(patterns, "Completed checkpoint 18 for job b0c1 (99 bytes, checkpointDuration=7 ms).");
        String running = learn(patterns, "Source: Custom (1/4) switched from DEPLOYING to RUNNING.");
        String failed = learn(patterns, "Source: Custom (2/4) switched from RUNNING to FAILED.");

        assertThat(same).isEqualTo(one);
        assertThat(failed).isNotEqualTo(running);
        assertThat(template(patterns, one))
                .isEqualTo("Completed checkpoint <*> for job <*> (<*> bytes, checkpointDuration=<*> ms).");
        assertThat(template(patterns, failed)).isEqualTo("Source: Custom (<*>/<*>) switched from RUNNING to FAILED.");
    }

    @Test
    void linesThatDifferInAWordBecomeOnePattern() {
        MinedPatterns patterns = MinedPatterns.open(file);

        String one = learn(patterns, "Registering the job orders at the job manager of the cluster");
        String other = learn(patterns, "Registering the job payments at the job manager of the cluster");

        assertThat(other).isEqualTo(one);
        assertThat(template(patterns, one)).isEqualTo("Registering the job <*> at the job manager of the cluster");
        assertThat(patterns.find(record("Registering the job returns at the job manager of the cluster", 0)))
                .isEqualTo(one);
        assertThat(patterns.find(record("Something else happened", 0))).isNull();
    }

    @Test
    void idsAndTimesStayAcrossARestartAndWithoutTheFile() throws IOException {
        MinedPatterns patterns = MinedPatterns.open(file);
        String id = String.valueOf(patterns.learn(STREAM, record("Connected to host-1:80", 5_000)));
        patterns.learn(STREAM, record("Connected to host-2:81", 2_000));
        patterns.learn(STREAM, record("Connected to host-2:81", 9_000));
        patterns.save();

        MinedPatterns again = MinedPatterns.open(file);
        assertThat(again.pattern(id))
                .contains(new Pattern(
                        id,
                        "Connected to <*>:<*>",
                        LogLevel.INFO,
                        Instant.ofEpochMilli(2_000),
                        Instant.ofEpochMilli(9_000)));
        assertThat(learn(again, "Connected to host-3:82")).isEqualTo(id);

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        MinedPatterns anew = MinedPatterns.open(file);
        assertThat(anew.size()).isZero();
        assertThat(learn(anew, "Connected to host-4:83")).isEqualTo(id);
    }

    @Test
    void patternsAreBoundedAndTheRestIsCounted() {
        MinedPatterns patterns = MinedPatterns.open(file);
        for (int i = 0; i < MinedPatterns.MOST_PATTERNS + 10; i++) {
            patterns.learn(STREAM, record("k" + letters(i) + " x", 0));
        }

        assertThat(patterns.size()).isEqualTo(MinedPatterns.MOST_PATTERNS);
        assertThat(patterns.refused()).isEqualTo(10);
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }

    private static String learn(MinedPatterns patterns, String message) {
        return String.valueOf(patterns.learn(STREAM, record(message, 1_000)));
    }

    private static @Nullable String template(MinedPatterns patterns, String id) {
        return patterns.pattern(id).map(Pattern::template).orElse(null);
    }

    private static RawRecord record(String message, long atMillis) {
        int logger = PREFIX.indexOf("org.Foo");
        RecordHeader header = new RecordHeader(atMillis, LogLevel.INFO, logger, logger + 7, 0, 0);
        return new RawRecord(header, (PREFIX + message + "\n\tat a.B.c(B.java:1)").getBytes(UTF_8), 0);
    }
}
