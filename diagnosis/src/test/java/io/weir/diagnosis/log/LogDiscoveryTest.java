package io.weir.diagnosis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files found by patterns of their whole paths, as they come and go. */
final class LogDiscoveryTest {
    private final Path top;
    private final FakeSink sink = new FakeSink();
    private final LogTail tail = new LogTail(sink, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
    private @Nullable LogDiscovery discovery;

    LogDiscoveryTest(@TempDir Path temp) {
        this.top = temp;
    }

    @AfterEach
    void close() {
        if (discovery != null) {
            discovery.close();
        }
        tail.close();
    }

    @Test
    void filesOfFoldersThatComeLaterAreFollowedEachAsItsOwnProcess() throws IOException {
        discover("/*/log/*.log", "{folder}", "{file}");
        new NumberedLog(folder("a/log").resolve("taskmanager-1.log")).write(3);
        await().untilAsserted(() -> assertThat(sink.records()).hasSize(3));
        NumberedLog rolled = new NumberedLog(folder("b/log").resolve("jobmanager.log"));
        rolled.write(4);
        rolled.rename("jobmanager.log.1");
        rolled.write(2);
        Files.writeString(folder("b/other").resolve("x.log"), "not this\n");

        await().untilAsserted(() -> assertThat(sink.records()).hasSize(9));
        assertThat(sink.streams())
                .extracting(LogStream::process)
                .containsExactlyInAnyOrder("taskmanager-1", "jobmanager", "jobmanager");
        assertThat(sink.streams())
                .allSatisfy(stream -> assertThat(stream.owner()).isEqualTo(new LogOwner("", "log", "r1")));
    }

    @Test
    void sourceEndsWithItsFileAndBeginsAnewWithTheNext() throws IOException {
        LogDiscovery looking = discover("/**/*.log", "demo", "p");
        NumberedLog log = new NumberedLog(folder("x/y/z").resolve("f.log"));
        log.write(5);
        log.awaitAll(sink);
        Files.delete(top.resolve("x/y/z/f.log"));
        await().untilAsserted(() -> assertThat(looking.size()).isZero());
        await().untilAsserted(() -> assertThat(tail.metrics().openFiles()).isZero());

        log.write(4);

        log.awaitAll(sink);
    }

    @ParameterizedTest
    @CsvSource({
        "x.log.1, x.log",
        "x.log.12.gz, x.log",
        "x.log.gz, x.log",
        "x.log-20261120, x.log",
        "x.log-20261120-1795307000, x.log",
        "x.log-20261120.gz, x.log",
        "x.log.2026-11-20, x.log",
        "x.log.2026-11-20-15, x.log",
        "x.log.2026-11-20.3.gz, x.log",
        "x-2026-11-20-1.log.gz, x.log",
        "x.2026-11-20.log, x.log",
        "x.3.log, x.log",
        "x.log, ",
        "taskmanager-1.log, ",
        "flink-u-taskexecutor-0-node-7.log, ",
        "flink-u-taskexecutor-0-node-7.log.2, flink-u-taskexecutor-0-node-7.log",
    })
    void rolledNamesAreKnown(String name, @Nullable String base) {
        assertThat(RolledName.base(name)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({
        "taskmanager.out, OUT",
        "taskmanager-gc.log, GC",
        "gc.log.0, GC",
        "gclog-reader.log, LOG",
        "taskmanager.log.2.gz, LOG"
    })
    void kindIsToldByTheName(String name, LogKind kind) {
        LogFiles files = new LogFiles("/x/*", "c", "p", null, ZoneOffset.UTC, LogOwner.NONE, LogFormat.AUTO);

        assertThat(files.source(Path.of("/x").resolve(name)).kind()).isEqualTo(kind);
    }

    private Path folder(String path) throws IOException {
        return Files.createDirectories(top.resolve(path));
    }

    private LogDiscovery discover(String pattern, String cluster, String process) {
        LogOwner owner = new LogOwner("", "log", "r1");
        LogFiles files = new LogFiles(top + pattern, cluster, process, null, ZoneOffset.UTC, owner, LogFormat.AUTO);
        LogDiscovery looking = new LogDiscovery(List.of(files), tail, Duration.ofMillis(100));
        discovery = looking;
        return looking;
    }
}
