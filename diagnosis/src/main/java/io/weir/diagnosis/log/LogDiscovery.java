package io.weir.diagnosis.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds which files there are for the patterns of the configuration, and has them followed. A source ends when none
 * of its files is left. At most {@value #MOST_SOURCES} files are followed for each pattern. Thread-safe.
 */
public final class LogDiscovery implements AutoCloseable {
    static final int MOST_SOURCES = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(LogDiscovery.class);

    private final List<LogFiles> patterns;
    private final LogTail tail;
    private final Set<LogSource> followed = new HashSet<>();
    private final Set<LogFiles> full = new HashSet<>();
    private final AtomicInteger size = new AtomicInteger();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "weir-log-discovery");
        thread.setDaemon(true);
        return thread;
    });

    /** Looks at once and then at each interval. */
    public LogDiscovery(List<LogFiles> patterns, LogTail tail, Duration interval) {
        this.patterns = List.copyOf(patterns);
        this.tail = tail;
        if (!patterns.isEmpty()) {
            var unused = loop.scheduleWithFixedDelay(this::lookSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How many sources are followed. */
    public int size() {
        return size.get();
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Looking for log files failed, trying on", e);
        }
    }

    private void look() {
        Map<LogSource, Path> found = new HashMap<>();
        for (LogFiles pattern : patterns) {
            List<Path> files = new PathPattern(pattern.paths(), MOST_SOURCES).files();
            files.forEach(file -> found.putIfAbsent(pattern.source(file), file));
            if (files.size() >= MOST_SOURCES && full.add(pattern)) {
                LOG.warn(
                        "{} matches {} files or more; those beyond are not followed: narrow the pattern",
                        pattern.paths(),
                        MOST_SOURCES);
            }
        }
        found.keySet().forEach(source -> {
            if (followed.add(source)) {
                tail.follow(source);
            }
        });
        followed.removeIf(source -> {
            boolean gone = !found.containsKey(source);
            if (gone) {
                tail.unfollow(source);
            }
            return gone;
        });
        size.set(followed.size());
    }

    @Override
    public void close() {
        loop.shutdownNow();
    }
}
