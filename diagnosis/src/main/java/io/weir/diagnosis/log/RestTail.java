package io.weir.diagnosis.log;

import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.LogFileEntry;
import io.weir.collector.flink.LogHolder;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.SelfMetric;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of a cluster without an agent by <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/#jobmanager-logs">Flink's REST API</a>. The API gives whole
 * files only and a TaskManager sends its file through the JobManager each time, so files are asked for only when their listed size has
 * changed, and at most so many bytes in each interval. An API that does not answer says nothing about the logs: their state is unknown,
 * and what was read goes on when it answers again. One thread a cluster. Thread-safe.
 */
public final class RestTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestTail.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * A cluster that is read.
     *
     * @param zone of times that state none
     * @param bytesPerInterval the most that is asked for; a larger file is never read
     */
    public record Config(
            String cluster, URI rest, LogOwner owner, ZoneId zone, Duration interval, int bytesPerInterval) {}

    /** Why the logs are unknown, and since when. */
    public record Unknown(Instant since, String why) {}

    private final Config config;
    private final LogSink sink;
    private final TailContext context;
    private final FlinkRest rest;
    private final Map<LogHolder, Map<String, RestLogFile>> files = new HashMap<>();
    private final Set<String> tooLarge = new HashSet<>();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder read = new LongAdder();
    private final ScheduledExecutorService loop;
    private int turn;
    private volatile @Nullable Unknown unknown;

    /** Looks at once and then at each interval. */
    public RestTail(Config config, LogSink sink, PlausibleTime plausible, Clock clock) {
        this.config = config;
        this.sink = sink;
        this.context = new TailContext(clock, plausible, new TailCounters());
        this.rest = new FlinkRest(config.rest(), TIMEOUT);
        this.loop = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "weir-rest-logs " + config.cluster());
            thread.setDaemon(true);
            return thread;
        });
        long millis = config.interval().toMillis();
        var unused = loop.scheduleWithFixedDelay(this::lookSafely, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** Why the logs are not known now; empty while they are. */
    public Optional<Unknown> unknown() {
        return Optional.ofNullable(unknown);
    }

    private void lookSafely() {
        try {
            look();
            if (unknown != null) {
                LOG.info("The logs of {} can be read again", config.cluster());
            }
            unknown = null;
        } catch (FlinkRestException | RuntimeException e) {
            if (loop.isShutdown()) {
                return;
            }
            Unknown before = unknown;
            if (before == null) {
                LOG.warn("The logs of {} are unknown from now on, trying on: {}", config.cluster(), e.toString());
            }
            Instant since = before == null ? context.clock().instant() : before.since();
            unknown = new Unknown(since, String.valueOf(e.getMessage()));
        }
    }

    private void look() throws FlinkRestException {
        List<LogHolder> holders = new ArrayList<>();
        holders.add(LogHolder.JOBMANAGER);
        for (TaskManager taskManager : rest.taskManagers()) {
            holders.add(new LogHolder(taskManager.id()));
        }
        files.keySet().retainAll(holders);
        long left = config.bytesPerInterval();
        FlinkRestException failed = null;
        // Who comes first changes, so that the budget is not always spent on the same.
        turn++;
        for (int i = 0; i < holders.size(); i++) {
            LogHolder holder = holders.get((i + turn) % holders.size());
            try {
                left -= look(holder, left);
            } catch (FlinkRestException e) {
                // Another process may well answer; one that just ended is no fault.
                failed = e.isNotFound() && !holder.taskManagerId().isEmpty() ? failed : e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private long look(LogHolder holder, long budget) throws FlinkRestException {
        long spent = 0;
        List<LogFileEntry> entries = rest.logFiles(holder);
        Map<String, RestLogFile> known = files.computeIfAbsent(holder, key -> new HashMap<>());
        for (LogFileEntry entry : entries) {
            if (RolledName.base(entry.name()) != null || entry.name().isEmpty()) {
                continue;
            }
            RestLogFile file = known.computeIfAbsent(
                    entry.name(), name -> new RestLogFile(source(holder, name), sink, context, name));
            if (!file.isDue(entry.sizeBytes())) {
                boolean unused = file.quiet();
                continue;
            }
            if (entry.sizeBytes() > budget - spent) {
                skip(holder, entry);
                continue;
            }
            if (file.isShorterThanKnown(entry.sizeBytes())) {
                spent += finish(holder, entry.name(), file, entries, budget - spent);
            }
            byte[] whole = rest.logFile(holder, entry.name(), config.bytesPerInterval());
            spent += whole.length;
            read.add(whole.length);
            if (!file.read(whole)) {
                // The store takes nothing in: what would be read now would have to be read again.
                return budget;
            }
        }
        return spent;
    }

    /** The end of what a file held is in the newest that it was rolled over to. */
    private long finish(LogHolder holder, String name, RestLogFile file, List<LogFileEntry> entries, long budget)
            throws FlinkRestException {
        for (LogFileEntry entry : entries) {
            if (entry.name().equals(name + ".1") && entry.sizeBytes() <= budget) {
                byte[] rolled = rest.logFile(holder, entry.name(), config.bytesPerInterval());
                read.add(rolled.length);
                boolean unused = file.finish(rolled);
                return rolled.length;
            }
        }
        return 0;
    }

    private void skip(LogHolder holder, LogFileEntry entry) {
        skipped.increment();
        if (entry.sizeBytes() > config.bytesPerInterval() && tooLarge.add(holder.process() + "/" + entry.name())) {
            LOG.warn(
                    "{} of {}/{} has {} bytes and is not read by REST, which would ask for all of them each time; follow"
                            + " the file, push its lines, or raise logs.rest.bytes_per_interval",
                    entry.name(),
                    config.cluster(),
                    holder.process(),
                    entry.sizeBytes());
        }
    }

    private LogSource source(LogHolder holder, String name) {
        return new LogSource(
                config.cluster(),
                holder.process(),
                LogFiles.kindOf(name),
                Path.of("rest"),
                name,
                config.zone(),
                config.owner(),
                LogFormat.AUTO);
    }

    /** What was read and what was left. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.gauge(
                                "weir_log_rest_up",
                                "1 while the logs of a cluster can be read by REST.",
                                unknown == null ? 1 : 0)
                        .with("cluster", config.cluster()),
                SelfMetric.counter("weir_log_rest_bytes_total", "Bytes of log files read by REST.", read.sum())
                        .with("cluster", config.cluster()),
                SelfMetric.counter(
                                "weir_log_rest_skipped_total",
                                "Log files not read by REST for want of budget, once for each look.",
                                skipped.sum())
                        .with("cluster", config.cluster()));
    }

    @Override
    public void close() {
        loop.shutdownNow();
        rest.close();
    }
}
