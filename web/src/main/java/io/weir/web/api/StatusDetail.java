package io.weir.web.api;

import io.weir.collector.metric.SelfMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code WeirStatusDetail} of openapi.yaml: the build, the disk, what waits in queues, and the configuration. */
final class StatusDetail {
    private static final Duration DISK_AGE = Duration.ofSeconds(30);

    /** A data folder may hold very many files, and counting them must stay cheap. */
    private static final long MOST_FILES = 200_000;

    record Build(String version, String java, String system, int processors, long pid) {}

    /** {@code complete} is false where there were more files than are counted. */
    record Part(String name, long bytes, boolean complete) {}

    record Disk(String folder, long totalBytes, long freeBytes, Instant at, List<Part> parts) {}

    /**
     * What waits in a queue, and what it did not take.
     *
     * @param of which one of several, such as a sink's name; empty where there is one
     * @param unit {@code count} or {@code bytes}
     */
    record Queue(String name, String of, String unit, double waiting, double refused) {}

    record View(Build build, Disk disk, List<Queue> queues, String configuration) {}

    /** Where a queue's readings are among Weir's own metrics; {@code refused} may be several. */
    private record Gauge(String name, String waiting, String unit, List<String> refused) {}

    private static final List<Gauge> QUEUES = List.of(
            new Gauge("signals", "weir_signals_waiting", "count", List.of("weir_signals_lost_total")),
            new Gauge("series", "weir_head_series", "count", List.of("weir_head_series_refused_total")),
            new Gauge("head_log", "weir_head_log_bytes", "bytes", List.of("weir_head_samples_dropped_total")),
            new Gauge(
                    "sink",
                    "weir_sink_waiting_samples",
                    "count",
                    List.of("weir_sink_dropped_samples_total", "weir_sink_queue_dropped_samples_total")),
            new Gauge("spool", "weir_sink_spool_bytes", "bytes", List.of("weir_sink_dropped_samples_total")),
            new Gauge("log_tails", "weir_log_tail_lag_bytes", "bytes", List.of("weir_log_tail_cut_lines_total")),
            new Gauge("log_index", "weir_log_unindexed_bytes", "bytes", List.of("weir_log_push_refused_total")),
            new Gauge("live_tail", "weir_http_streams", "count", List.of("weir_http_streams_dropped_total")),
            new Gauge("notifications", "weir_notifications_pending", "count", List.of("weir_notifications_dead_total")),
            new Gauge("events", "weir_events_active", "count", List.of("weir_rule_firings_refused_total")),
            new Gauge(
                    "incidents",
                    "weir_incidents_open",
                    "count",
                    List.of("weir_incident_work_refused_total", "weir_incident_entries_refused_total")),
            new Gauge("scenes", "weir_scenes_bytes", "bytes", List.of("weir_scenes_refused_total")));

    private final Upkeep upkeep;
    private final Supplier<List<SelfMetric>> readings;
    private final String version;
    private final Clock clock;
    private @Nullable Disk disk;

    StatusDetail(Upkeep upkeep, Supplier<List<SelfMetric>> readings, String version, Clock clock) {
        this.upkeep = upkeep;
        this.readings = readings;
        this.version = version;
        this.clock = clock;
    }

    View view() {
        Build build = new Build(
                version,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors(),
                ProcessHandle.current().pid());
        return new View(build, disk(), queues(readings.get()), upkeep.configuration());
    }

    static List<Queue> queues(List<SelfMetric> readings) {
        List<Queue> queues = new ArrayList<>();
        for (Gauge gauge : QUEUES) {
            TreeSet<String> labels = new TreeSet<>();
            readings.stream()
                    .filter(metric -> metric.name().equals(gauge.waiting()))
                    .forEach(metric -> labels.add(of(metric)));
            for (String of : labels) {
                queues.add(new Queue(
                        gauge.name(),
                        of,
                        gauge.unit(),
                        sum(readings, gauge.waiting(), of),
                        gauge.refused().stream()
                                .mapToDouble(name -> sum(readings, name, of))
                                .sum()));
            }
        }
        return queues;
    }

    private static String of(SelfMetric metric) {
        return String.join(" ", metric.labels().asMap().values());
    }

    /** A counter that is split further, as by reason, belongs to the whole. */
    private static double sum(List<SelfMetric> readings, String name, String of) {
        return readings.stream()
                .filter(metric -> metric.name().equals(name)
                        && (of.isEmpty() || of(metric).equals(of) || of(metric).startsWith(of + " ")))
                .mapToDouble(SelfMetric::value)
                .sum();
    }

    private synchronized Disk disk() {
        Instant now = clock.instant();
        Disk known = disk;
        if (known != null && known.at().plus(DISK_AGE).isAfter(now)) {
            return known;
        }
        Path data = upkeep.data();
        try (Stream<Path> entries = Files.list(data)) {
            FileStore store = Files.getFileStore(data);
            List<Part> parts = new ArrayList<>();
            for (Path entry : entries.toList()) {
                parts.add(size(entry));
            }
            parts.sort(Comparator.comparingLong(Part::bytes).reversed());
            Disk fresh = new Disk(data.toString(), store.getTotalSpace(), store.getUsableSpace(), now, parts);
            disk = fresh;
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be read", e);
        }
    }

    private static Part size(Path entry) throws IOException {
        long[] counted = {0, 0};
        Files.walkFileTree(entry, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                counted[0] += attributes.size();
                return ++counted[1] < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Files come and go while they are counted.
                return FileVisitResult.CONTINUE;
            }
        });
        return new Part(String.valueOf(entry.getFileName()), counted[0], counted[1] < MOST_FILES);
    }
}
