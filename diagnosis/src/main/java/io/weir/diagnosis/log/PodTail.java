package io.weir.diagnosis.log;

import io.weir.collector.kubernetes.PodContainer;
import io.weir.collector.kubernetes.PodLogs;
import io.weir.collector.metric.SelfMetric;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the logs of the Flink pods of one Kubernetes API. Lines come with the time at which the node got them, so a time that a line
 * states is believed only when it is about the same: whatever zone the container writes, records stand where they belong. A container
 * costs one thread and one connection, so there are so many at most. Thread-safe.
 */
public final class PodTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PodTail.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final Duration BELIEVED_PAST = Duration.ofMinutes(5);

    /**
     * What is followed.
     *
     * @param kubernetes the API's name in the config
     * @param sidecars whether containers beside the Flink process are followed too
     * @param mostStreams containers at once, 1 to 1,000
     * @param zone of times that state none
     * @param retryAfter the first pause after a log has ended or broke off; it becomes longer up to a minute
     */
    public record Config(String kubernetes, boolean sidecars, int mostStreams, ZoneId zone, Duration retryAfter) {
        public Config {
            if (mostStreams < 1 || mostStreams > 1_000) {
                throw new IllegalArgumentException("mostStreams must be 1 to 1000, got " + mostStreams);
            }
        }
    }

    private record Key(String uid, String container) {
        static Key of(PodContainer container) {
            return new Key(container.pod().uid(), container.container());
        }
    }

    private final Config config;
    private final PodLogs logs;
    private final LogSink sink;
    private final TailContext context;
    private final Map<Key, ContainerTail> tails = new LinkedHashMap<>();
    private final Map<Key, Thread> threads = new LinkedHashMap<>();
    private final ScheduledExecutorService loop;
    private volatile int leftOut;

    /** Begins to follow. */
    public PodTail(Config config, PodLogs logs, LogSink sink, Clock clock) {
        this.config = config;
        this.logs = logs;
        this.sink = sink;
        this.context = new TailContext(clock, new PlausibleTime(BELIEVED_PAST), new TailCounters());
        this.loop = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "weir-pod-logs " + config.kubernetes());
            thread.setDaemon(true);
            return thread;
        });
        var unused = loop.scheduleWithFixedDelay(this::lookSafely, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("looking for containers of {} failed, trying on", config.kubernetes(), e);
        }
    }

    private synchronized void look() {
        Set<Key> present = new HashSet<>();
        List<PodContainer> waiting = new ArrayList<>();
        for (PodContainer container : logs.containers()) {
            if (!container.flink() && !config.sidecars()) {
                continue;
            }
            Key key = Key.of(container);
            present.add(key);
            ContainerTail tail = tails.get(key);
            if (tail == null) {
                waiting.add(container);
            } else {
                tail.update(container);
            }
        }
        tails.forEach((key, tail) -> {
            if (!present.contains(key)) {
                tail.end();
            }
        });
        tails.entrySet().removeIf(each -> each.getValue().isEnded() && !present.contains(each.getKey()));
        threads.keySet().retainAll(tails.keySet());
        int room = config.mostStreams() - tails.size();
        waiting.stream().limit(Math.max(0, room)).forEach(this::begin);
        leave(Math.max(0, waiting.size() - Math.max(0, room)));
    }

    private void leave(int now) {
        if (now > 0 && leftOut == 0) {
            LOG.warn(
                    "{} containers of {} are not followed, for there are {} streams at most; raise logs.streams of this"
                            + " API, or follow a part of the pods by label_selector",
                    now,
                    config.kubernetes(),
                    config.mostStreams());
        }
        leftOut = now;
    }

    private void begin(PodContainer container) {
        ContainerTail tail = new ContainerTail(logs, container, source(container), sink, context, config.retryAfter());
        Thread thread = new Thread(tail, "weir-pod-log " + container.pod());
        thread.setDaemon(true);
        tails.put(Key.of(container), tail);
        threads.put(Key.of(container), thread);
        thread.start();
    }

    private LogSource source(PodContainer container) {
        String pod = container.pod().name();
        return new LogSource(
                container.cluster(),
                container.flink() ? pod : pod + "/" + container.container(),
                LogKind.LOG,
                Path.of("pod"),
                container.container(),
                config.zone(),
                new LogOwner(container.pod().namespace(), container.deployment(), container.run()),
                LogFormat.AUTO);
    }

    /** What is followed, and what is unknown. */
    public synchronized List<SelfMetric> selfMetrics() {
        long unknown = tails.values().stream()
                .map(ContainerTail::failure)
                .filter(Objects::nonNull)
                .count();
        TailMetrics read = context.counters().read();
        return List.of(
                of(SelfMetric.gauge("weir_log_pod_streams", "Containers whose logs are followed.", tails.size())),
                of(SelfMetric.gauge(
                        "weir_log_pod_unknown", "Followed containers whose logs cannot be read now.", unknown)),
                of(SelfMetric.gauge(
                        "weir_log_pod_left_out", "Containers not followed because there are too many.", leftOut)),
                of(SelfMetric.counter("weir_log_pod_lines_total", "Lines read of containers.", read.lines())),
                of(SelfMetric.counter("weir_log_pod_bytes_total", "Bytes read of containers.", read.bytes())));
    }

    private SelfMetric of(SelfMetric metric) {
        return metric.with("kubernetes", config.kubernetes());
    }

    @Override
    public void close() {
        loop.shutdownNow();
        List<Thread> running;
        synchronized (this) {
            tails.values().forEach(ContainerTail::close);
            running = List.copyOf(threads.values());
        }
        // Nobody is interrupted: that would close the store's file under the thread that writes to it. One that still
        // waits for the API
        // takes nothing in when the answer comes.
        long deadline = System.nanoTime() + CLOSING.toNanos();
        try {
            for (Thread thread : running) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
