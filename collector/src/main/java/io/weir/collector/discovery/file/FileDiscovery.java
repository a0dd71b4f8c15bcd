package io.weir.collector.discovery.file;

import io.weir.collector.discovery.Discovery;
import io.weir.collector.discovery.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the targets of files as the files have them. Files are looked at every second, which also works where the system tells of no
 * changes (network file systems, mounted config maps). A file that cannot be used keeps the targets it had.
 */
public final class FileDiscovery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileDiscovery.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private record Key(String job, Path file) {}

    private final List<TargetFiles> configs;
    private final Function<Origin, Discovery> discoveries;
    private final Map<Key, WatchedFile> watched = new LinkedHashMap<>();
    private final ScheduledExecutorService looks;

    /**
     * Reads the files and begins to watch them.
     *
     * @param discoveries opens the source of a file
     */
    public FileDiscovery(List<TargetFiles> configs, Function<Origin, Discovery> discoveries) {
        this(configs, discoveries, LOOK_EVERY);
    }

    FileDiscovery(List<TargetFiles> configs, Function<Origin, Discovery> discoveries, Duration lookEvery) {
        this.configs = List.copyOf(configs);
        this.discoveries = discoveries;
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-file-sd");
            thread.setDaemon(true);
            return thread;
        });
        look();
        var unused = looks.scheduleWithFixedDelay(
                this::look, lookEvery.toNanos(), lookEvery.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        try {
            Set<Key> present = new HashSet<>();
            for (TargetFiles config : configs) {
                look(config, present);
            }
            watched.entrySet().removeIf(entry -> {
                boolean gone =
                        !present.contains(entry.getKey()) && entry.getValue().missing();
                if (gone) {
                    entry.getValue().close();
                }
                return gone;
            });
        } catch (IOException | RuntimeException e) {
            log.error("target files could not be looked at; the targets stay as they were", e);
        }
    }

    private void look(TargetFiles config, Set<Key> present) throws IOException {
        for (Path file : config.present()) {
            Key key = new Key(config.job().name(), file);
            // A file that two patterns of a job match is read once.
            if (present.add(key)) {
                watched.computeIfAbsent(
                                key,
                                missing -> new WatchedFile(
                                        file,
                                        config.job(),
                                        config.refreshInterval(),
                                        discoveries.apply(new Origin(
                                                Origin.Kind.FILE_SD,
                                                config.job().name() + " " + file))))
                        .look(System.nanoTime());
            }
        }
    }

    /** Ends the watching; the targets stay as they are, so that an end of Weir is not taken for the end of what it watches. */
    @Override
    public void close() {
        looks.shutdownNow();
        try {
            if (!looks.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("target files were still being read after 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
