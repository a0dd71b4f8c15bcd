package io.weir.diagnosis.capture;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.signal.Signal;
import io.weir.diagnosis.fact.EndedProcess;
import io.weir.diagnosis.log.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A capture, read and copied into a data folder.
 *
 * <pre>
 * metrics/PROCESS-yyyyMMddTHHmmss.SSSZ.prom   a page each
 * rest/*.json                                 answers; mid-*.json those of the middle; state-timeline.json what was polled
 * logs/                                       .log, .out, gc-PID.log, hs_err_pidPID.log
 * processes.json                              which processes there were and how they ended
 * </pre>
 *
 * Each part may be missing, each file may be gzipped.
 */
public final class Capture {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,99}");
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final String cluster;
    private final MetricPages pages;
    private final CapturedJobs jobs;
    private final CapturedLogs logs;
    private final CapturedExits exits;
    private final Instant from;
    private final Instant to;

    private Capture(String cluster, MetricPages pages, CapturedJobs jobs, CapturedLogs logs, CapturedExits exits) {
        this.cluster = cluster;
        this.pages = pages;
        this.jobs = jobs;
        this.logs = logs;
        this.exits = exits;
        List<Instant> times = new ArrayList<>(pages.times());
        times.addAll(logs.times());
        times.addAll(logs.lastLines().values());
        if (times.isEmpty()) {
            throw new CaptureException("the capture has neither pages of metrics nor log lines with a time");
        }
        times.sort(Comparator.naturalOrder());
        this.from = times.get(0);
        Instant last = times.get(times.size() - 1);
        Instant ended = exits.ends(cluster, logs.lastLines(), last).stream()
                .map(EndedProcess::at)
                .max(Comparator.naturalOrder())
                .filter(at -> at.isAfter(last))
                .orElse(last);
        this.to = exits.cleanedUpAt().orElse(ended.plus(SETTLED));
    }

    /**
     * Reads a capture; its REST answers and logs are copied to {@code captures/CLUSTER} in the data folder.
     *
     * @param cluster the name to import it under
     * @param zone of the times in its logs
     * @throws CaptureException when it cannot be read
     */
    public static Capture read(Path folder, String cluster, Path dataDirectory, ZoneId zone) {
        if (!NAME.matcher(cluster).matches()) {
            throw new CaptureException(
                    "\"" + cluster + "\" is no name for a cluster; write letters, digits, _, . and -");
        }
        if (!Files.isDirectory(folder)) {
            throw new CaptureException(folder + ": is no folder");
        }
        Path kept = dataDirectory.resolve("captures").resolve(cluster);
        if (Files.exists(kept)) {
            throw new CaptureException(
                    kept + ": a capture was imported under this name already; give another with --cluster");
        }
        CapturedExits exits = CapturedExits.of(folder);
        keepAnswers(folder.resolve("rest"), kept.resolve("rest"));
        return new Capture(
                cluster,
                MetricPages.of(folder.resolve("metrics")),
                CapturedJobs.of(cluster, folder.resolve("rest")),
                CapturedLogs.copy(cluster, folder.resolve("logs"), kept.resolve("logs"), exits, zone),
                exits);
    }

    private static void keepAnswers(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new CaptureException(from + ": cannot be copied: " + e.getMessage());
        }
    }

    /** The name of the cluster. */
    public String cluster() {
        return cluster;
    }

    /** When it began. */
    public Instant from() {
        return from;
    }

    /** When it was over: before its processes were stopped by its maker, where they were. */
    public Instant to() {
        return to;
    }

    /** What its cluster was like; empty without REST answers. */
    public Optional<ClusterState> state() {
        return jobs.state(to);
    }

    /** What happened to its jobs, oldest first. */
    public List<Signal> signals() {
        return jobs.signals();
    }

    /** How its processes ended. */
    public List<EndedProcess> ends() {
        return exits.ends(cluster, logs.lastLines(), to.minusMillis(1));
    }

    /** Its log files. */
    public List<LogSource> logs() {
        return logs.sources();
    }

    /** The size of its log files together. */
    public long logBytes() {
        return logs.bytes();
    }

    /** Writes its samples; gives back how many. */
    public long writeSamples(SampleSink sink) {
        return pages.write(cluster, sink);
    }
}
