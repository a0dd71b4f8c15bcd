package io.weir.diagnosis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source's file was rolled over to, while Weir looked and while it did not: every line once. */
final class RolledFilesTest {
    private final Path folder;
    private final Path file;
    private final FakeSink sink = new FakeSink();
    private final NumberedLog log;
    private LogTail tail = open();

    RolledFilesTest(@TempDir Path temp) throws IOException {
        this.folder = Files.createDirectories(temp.resolve("log"));
        this.file = folder.resolve("flink.log");
        this.log = new NumberedLog(file);
    }

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void filesRolledOverBeforeTheFirstLookAreRead() throws IOException {
        log.write(40);
        log.rename("flink.log.2");
        log.write(40);
        log.rename("flink.log.1");
        log.write(5);

        follow();

        log.awaitAll(sink);
    }

    @Test
    void filesRolledOverTwiceWhileNobodyLookedAreReadOnce() throws IOException {
        log.write(40);
        follow();
        log.awaitAll(sink);

        tail.close();
        log.write(10);
        log.rename("flink.log.1");
        log.write(40);
        Files.move(folder.resolve("flink.log.1"), folder.resolve("flink.log.2"));
        log.rename("flink.log.1");
        log.write(3);
        restart();

        log.awaitAll(sink);
    }

    @Test
    void packedFileThatWasReadBeforeIsNotReadAgain() throws IOException {
        follow();
        log.write(400);
        Path rolled = log.rename("flink.log.1");
        log.write(30);
        log.awaitAll(sink);

        NumberedLog.pack(rolled);
        restart();
        log.write(30);

        assertStaysOnce(1);
    }

    @Test
    void packedFileThatWasReadInPartIsReadFromThere() throws IOException {
        follow();
        log.write(400);
        log.awaitAll(sink);

        tail.close();
        log.write(400);
        NumberedLog.pack(log.rename("flink.log.1"));
        log.write(30);
        restart();

        assertStaysOnce(1);
    }

    @Test
    void packedFileThatNobodySawIsReadAndAfterARestartNotAgain() throws IOException {
        log.write(60_000);
        NumberedLog.pack(log.rename("flink.log-20261120"));
        log.write(3);
        follow();
        log.awaitAll(sink);

        tail.close();
        restart();

        assertStaysOnce(1);
    }

    @Test
    void packedFileIsReadOnceItIsWhole() throws IOException {
        log.write(2_000);
        Path packed = NumberedLog.pack(log.rename("flink.log.1"));
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, java.util.Arrays.copyOf(whole, whole.length / 2));
        follow();
        await().untilAsserted(() -> assertThat(tail.metrics().readErrors()).isPositive());

        Files.write(packed, whole);

        log.awaitAll(sink);
    }

    @Test
    void shortFileThatIsCopiedAndTruncatedIsReadOnce() throws IOException {
        follow();
        log.write(3);
        log.awaitAll(sink);
        log.write(2);
        log.copyAndTruncate("flink.log.1");
        log.write(4);

        assertStaysOnce(0);
    }

    @Test
    void copyThatIsPackedAtOnceIsReadOnce() throws IOException {
        follow();
        log.write(100);
        log.awaitAll(sink);
        log.write(20);
        NumberedLog.pack(log.copyAndTruncate("flink.log.1"));
        log.write(4);

        assertStaysOnce(1);
    }

    @Test
    void shortFileThatIsPackedIsReadOnce() throws IOException {
        follow();
        log.write(5);
        Path rolled = log.rename("flink.log.1");
        log.write(4);
        log.awaitAll(sink);
        NumberedLog.pack(rolled);

        restart();

        assertStaysOnce(1);
    }

    @Test
    void filesOlderThanWhatIsKeptAreLeftOut() throws IOException {
        NumberedLog old = new NumberedLog(folder.resolve("flink.log.3"));
        old.write(7);
        Files.setLastModifiedTime(
                folder.resolve("flink.log.3"),
                FileTime.from(FlinkLogs.CLOCK.instant().minus(Duration.ofDays(8))));
        log.write(5);

        follow();

        assertStaysOnce(0);
    }

    /** A line that comes later is read after everything that might be read twice. */
    private void assertStaysOnce(int archives) {
        await().untilAsserted(() -> assertThat(tail.metrics().archives()).isEqualTo(archives));
        log.awaitAll(sink);
        log.write(1);
        log.awaitAll(sink);
    }

    private LogTail open() {
        return new LogTail(sink, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
    }

    private void restart() {
        tail.close();
        tail = open();
        follow();
    }

    private void follow() {
        tail.follow(new LogSource("demo", "taskmanager-1", LogKind.LOG, folder, "flink.log", ZoneOffset.UTC));
    }
}
