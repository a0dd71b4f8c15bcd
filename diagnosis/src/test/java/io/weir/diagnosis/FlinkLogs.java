package io.weir.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The captured logs among the test resources; their README says where they are from. */
public final class FlinkLogs {
    /** The day of the captures, late enough for every line. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T20:00:00Z"), ZoneOffset.UTC);

    /** Runs and files that hold log4j lines. */
    public static final List<String> LOG_FILES = List.of(
            "f-restart-loop/flink-jobmanager.log",
            "f-restart-loop/flink-taskmanager-1.log",
            "g1-tm-sigkill/flink-jobmanager.log",
            "g1-tm-sigkill/flink-taskmanager-1.log",
            "g1-tm-sigkill/flink-taskmanager-2.log",
            "a1-heap-oom-heapdump/flink-jobmanager.log",
            "a1-heap-oom-heapdump/flink-taskmanager-1.log",
            "h1-tm-fatal-uncaught-239/flink-jobmanager.log",
            "h1-tm-fatal-uncaught-239/flink-taskmanager-1.log",
            "h1-tm-fatal-uncaught-239/flink-taskmanager-2.log");

    private FlinkLogs() {}

    /** The bytes of a file, such as {@code f-restart-loop/flink-jobmanager.log}. */
    public static byte[] bytes(String name) {
        String resource = "flink-logs/" + name + ".gz";
        try (InputStream packed = Objects.requireNonNull(FlinkLogs.class.getResourceAsStream(resource), resource);
                InputStream in = new GZIPInputStream(packed)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file. */
    public static List<String> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
    }
}
