package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as processes and logrotate treat them. */
final class LogTailTest {
    private final Path folder;
    private final Path file;
    private final FakeSink sink = new FakeSink();
    private LogTail tail = open();

    LogTailTest(@TempDir Path temp) {
        this.folder = temp.resolve("log");
        this.file = folder.resolve("flink.log");
    }

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void folderThatComesLaterIsFollowed() throws IOException {
        follow("*.log");
        Files.createDirectories(folder);
        write(1, 3);

        awaitMessages(1, 3);
    }

    @Test
    void renamedFileIsReadToItsEndAndTheNewOneFromItsStart() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        write(1, 50);
        awaitMessages(1, 50);

        // log4j's rollover: the last lines before it and the first after it may come between two looks.
        write(51, 60);
        Files.move(file, folder.resolve("flink.log.1"));
        write(61, 70);
        Files.move(folder.resolve("flink.log.1"), folder.resolve("flink.log.2"));
        write(71, 72);

        awaitMessages(1, 72);
    }

    @Test
    void renamedFileThatTheGlobStillMatchesIsNotReadTwice() throws IOException {
        Files.createDirectories(folder);
        follow("*");
        write(1, 50);
        awaitMessages(1, 50);

        Files.move(file, folder.resolve("flink.log.1"));
        write(51, 60);

        awaitMessages(1, 60);
    }

    @Test
    void copytruncateLosesAndDoublesNothing() throws IOException {
        Files.createDirectories(folder);
        follow("*");
        write(1, 50);
        awaitMessages(1, 50);

        write(51, 55);
        Files.copy(file, folder.resolve("flink.log.1"));
        truncate();
        write(56, 60);

        awaitMessages(1, 60);
        assertThat(tail.metrics().truncations()).isEqualTo(1);
    }

    @Test
    void lineThatWasHalfReadAtTheTruncationIsReadWholeFromTheCopy() throws IOException {
        Files.createDirectories(folder);
        follow("*");
        write(1, 50);
        append(line(51) + line(52).substring(0, 40));
        awaitRead();

        append(line(52).substring(40));
        Files.copy(file, folder.resolve("flink.log.1"));
        truncate();
        write(53, 60);

        awaitMessages(1, 60);
        assertThat(tail.metrics().truncations()).isEqualTo(1);
    }

    @Test
    void halfALineThatNoCopyGoesOnWithIsKeptAsItIs() throws IOException {
        Files.createDirectories(folder);
        follow("*");
        write(1, 50);
        append("2026-11-20 15:00:00,000 INFO  o.a.f.Task [] - half a li");
        awaitRead();
        truncate();
        write(51, 60);

        List<String> expected = new ArrayList<>(messages(1, 60));
        expected.add("half a li");
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(sink.messages()).containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void copyThatEndsBeforeWhatWasReadDoublesNothing() throws IOException {
        Files.createDirectories(folder);
        follow("*");
        write(1, 50);
        awaitMessages(1, 50);

        Files.copy(file, folder.resolve("flink.log.1"));
        write(51, 55);
        awaitMessages(1, 55);
        truncate();
        write(56, 60);

        awaitMessages(1, 60);
        // A file that comes later is looked at after the copy.
        Files.writeString(folder.resolve("other.log"), line(61));
        awaitMessages(1, 61);
    }

    /** Until all that stands in the file was read, which half a line makes no record of. */
    private void awaitRead() throws IOException {
        long size = Files.size(file);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tail.metrics().bytes()).isEqualTo(size));
    }

    @Test
    void fileThatGrewWhileNobodyLookedGoesOnWhereItWasLeft() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        write(1, 50);
        awaitMessages(1, 50);

        tail.close();
        write(51, 60);
        restart();

        awaitMessages(1, 60);
    }

    @Test
    void fileThatWasRotatedWhileNobodyLookedIsReadToItsEnd() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        write(1, 50);
        awaitMessages(1, 50);

        tail.close();
        write(51, 55);
        Files.move(file, folder.resolve("flink.log.1"));
        write(56, 60);
        restart();

        awaitMessages(1, 60);
    }

    @Test
    void fileThatWasTruncatedAndGrewBeyondItsOldEndWhileNobodyLookedIsReadFromItsStart() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        write(1, 20);
        awaitMessages(1, 20);

        tail.close();
        truncate();
        write(21, 80);
        restart();

        awaitMessages(1, 80);
    }

    @Test
    void inodeThatIsUsedAgainIsAnotherFile() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        write(1, 20);
        awaitMessages(1, 20);
        tail.close();
        long inode = ListedFile.of(file).inode();

        Files.delete(file);
        // Most file systems hand out the inode again at once; where not, the test still holds.
        write(21, 60);
        assertThat(inode).isPositive();
        restart();

        awaitMessages(1, 60);
    }

    @Test
    void shortFileWhoseInodeIsUsedAgainIsAnotherFileWhileWeLook() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        Files.writeString(file, line(1));
        awaitMessages(1, 1);

        Files.delete(file);
        await().untilAsserted(() -> assertThat(tail.metrics().openFiles()).isZero());
        Files.writeString(file, line(1) + line(2));

        await().untilAsserted(() -> assertThat(sink.messages()).containsExactly("message 1", "message 1", "message 2"));
    }

    @Test
    void nothingIsReadWhileTheSinkRefusesAndNothingIsLost() throws IOException {
        Files.createDirectories(folder);
        sink.refuse(true);
        follow("*.log");
        write(1, 30_000);
        await().untilAsserted(() -> assertThat(tail.metrics().bytes()).isPositive());
        assertThat(tail.metrics().bytes()).isLessThan(Files.size(file) / 2);

        sink.refuse(false);

        awaitMessages(1, 30_000);
    }

    @Test
    void stackTraceThatIsWrittenInPiecesIsOneRecord() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        String first = line(1) + "java.lang.RuntimeException: no\n\tat a.B.c(B.";
        append(first);
        await().untilAsserted(() -> assertThat(tail.metrics().bytes()).isEqualTo(first.length()));
        append("java:1)\nCaused by: x.Y: z\n");

        await().untilAsserted(() -> assertThat(sink.messages())
                .containsExactly("message 1\njava.lang.RuntimeException: no\n\tat a.B.c(B.java:1)\nCaused by: x.Y: z"));
    }

    @Test
    void lastLineWithoutAnEndIsTakenWhenNothingFollows() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        append(line(1) + line(2).stripTrailing());

        awaitMessages(1, 2);
    }

    @Test
    void unfollowedSourceIsReadToWhatItHoldsAndNoFurther() throws IOException {
        Files.createDirectories(folder);
        follow("*.log");
        write(1, 10);
        awaitMessages(1, 10);
        write(11, 20);
        tail.unfollow(source("*.log"));

        awaitMessages(1, 20);
        await().untilAsserted(() -> assertThat(tail.metrics().openFiles()).isZero());
        write(21, 30);
        Files.writeString(folder.resolve("other.log"), line(31));
        tail.follow(new LogSource("demo", "other", LogKind.LOG, folder, "other.log", ZoneOffset.UTC));

        await().untilAsserted(() -> assertThat(sink.messages()).contains("message 31"));
        assertThat(sink.messages()).doesNotContain("message 21");
    }

    private LogTail open() {
        return new LogTail(sink, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
    }

    private void restart() {
        tail = open();
        follow("*.log");
    }

    private void follow(String glob) {
        tail.follow(source(glob));
    }

    private LogSource source(String glob) {
        return new LogSource("demo", "taskmanager-1", LogKind.LOG, folder, glob, ZoneOffset.UTC);
    }

    private void write(int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(from, to).forEach(number -> lines.append(line(number)));
        append(lines.toString());
    }

    private void append(String text) throws IOException {
        Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void truncate() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    private static String line(int number) {
        return String.format(
                "2026-11-20 15:%02d:%02d,%03d INFO  o.a.f.Task [] - message %d%n",
                number / 60_000 % 60, number / 1000 % 60, number % 1000, number);
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> "message " + number)
                .toList();
    }

    private void awaitMessages(int from, int to) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(sink.messages())
                .containsExactlyInAnyOrderElementsOf(messages(from, to)));
    }
}
