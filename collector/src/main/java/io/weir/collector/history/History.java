package io.weir.collector.history;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples that have left the head. One caller at a time reads or writes, so that its memory has one limit; others wait. Thread-safe.
 */
public final class History implements SampleSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(History.class);
    private static final long PATIENCE_SECONDS = 30;

    /** What one read may bring into memory: some 80 MB. */
    private static final long MOST_SAMPLES = 5_000_000;

    private final HistoryConfig config;
    private final Path directory;
    private final Days days;
    private final FlushedMark mark;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Engine engine;
    private volatile long written;
    private volatile long failures;
    private volatile long dropped;

    private History(Path directory, HistoryConfig config) {
        this.directory = directory;
        this.config = config;
        this.days = new Days(directory);
        this.mark = new FlushedMark(directory);
    }

    /** Opens the history of a folder, which is made when missing. Nothing is read yet. */
    public static History open(Path directory, HistoryConfig config) {
        try {
            Files.createDirectories(directory);
            deleteLeftovers(directory.resolve("tmp"));
        } catch (IOException e) {
            throw new HistoryException("cannot make the folder of the history, " + directory, e);
        }
        return new History(directory, config);
    }

    private static void deleteLeftovers(Path temporary) throws IOException {
        if (Files.isDirectory(temporary)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary, "export-*")) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private interface Work<T> {
        T on(Engine engine) throws SQLException;
    }

    private <T> T inTurn(String what, Work<T> work) {
        try {
            if (!turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new HistoryException("the history was busy for " + PATIENCE_SECONDS + " s; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted while waiting for the history", e);
        }
        try {
            Engine used = engine;
            if (used == null) {
                used = new Engine(directory.resolve("tmp"));
                engine = used;
            }
            return work.on(used);
        } catch (SQLException e) {
            failures++;
            throw new HistoryException("the history in " + directory + " cannot be " + what, e);
        } finally {
            turn.unlock();
        }
    }

    /** All samples before this time are here, and must not be given again. Empty history: {@code otherwise}. */
    long flushedTo(long otherwise) {
        return mark.read(otherwise);
    }

    /**
     * Writes what a window had, once, whatever happens meanwhile: an attempt that was cut off is continued.
     *
     * @param all every series that has a sample in the window, in the order of labels, which an iterator reads lazily
     * @param fromMs a window lies within a UTC day
     */
    void write(long fromMs, long untilMs, Iterable<Series> all) {
        long count = inTurn("written", used -> {
            WindowWriter writer = new WindowWriter(used, days.attach(used, Days.of(fromMs)), untilMs);
            WindowWriter.Progress progress = writer.progress();
            if (progress.done()) {
                return 0L;
            }
            Labels last = progress.lastSeries().isEmpty() ? Labels.EMPTY : SeriesText.parse(progress.lastSeries());
            for (Series series : all) {
                if (series.labels().compareTo(last) > 0) {
                    writer.add(SeriesText.of(series.labels()), series);
                }
            }
            return writer.finish();
        });
        written += count;
        FailPoint.here("history.before-mark");
        mark.write(untilMs);
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        List<LocalDate> within = days.within(fromMs, toMs);
        if (within.isEmpty()) {
            return List.of();
        }
        return inTurn("read", used -> {
            DayReader reader = new DayReader(used, matchers, fromMs, toMs, MOST_SAMPLES);
            for (LocalDate day : within) {
                reader.read(days.attach(used, day));
            }
            return reader.result();
        });
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        List<LocalDate> within = days.within(fromMs, toMs);
        if (within.isEmpty()) {
            return Set.of();
        }
        return inTurn("read", used -> {
            DayReader reader = new DayReader(used, matchers, fromMs, toMs, MOST_SAMPLES);
            Set<Labels> found = new TreeSet<>();
            for (LocalDate day : within) {
                found.addAll(reader.present(days.attach(used, day)));
            }
            return found;
        });
    }

    /** The days on disk, oldest first. */
    List<LocalDate> days() {
        return days.all();
    }

    /** Where what is under way may be put; what a kill left there is deleted at the next start. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    /** Stages what a stretch of time has, which lies within a UTC day. Readers and the flush wait meanwhile. */
    void stage(Staging staging, List<LabelMatcher> matchers, long fromMs, long toMs) {
        if (!days.all().contains(Days.of(fromMs))) {
            return;
        }
        inTurn("exported", used -> {
            String day = days.attach(used, Days.of(fromMs));
            Map<Long, Labels> wanted = new DayReader(used, matchers, fromMs, toMs, MOST_SAMPLES).matching(day);
            if (!wanted.isEmpty()) {
                staging.in(used, () -> staging.takeDay(used, day, wanted, fromMs, toMs));
            }
            return day;
        });
    }

    /** Drops whole days: those older than the retention, then the oldest while all take too much; never the newest. */
    void prune(long nowMs) {
        List<LocalDate> all = days.all();
        long bytes = days.bytes();
        for (int i = 0; i < all.size() - 1; i++) {
            LocalDate day = all.get(i);
            boolean old =
                    Days.startMs(day.plusDays(1)) < nowMs - config.retention().toMillis();
            if (!old && bytes <= config.maximumBytes()) {
                return;
            }
            bytes -= days.bytes(day);
            String why = old ? "it is older than " + config.retention() : "the history takes too much disk";
            inTurn("pruned", used -> {
                days.detach(used, day);
                days.delete(day);
                return day;
            });
            dropped++;
            log.info("dropped the history of {}: {}", day, why);
        }
    }

    /** The history's own counters. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.counter("weir_history_samples_written_total", "Samples written since the start.", written),
                SelfMetric.counter(
                        "weir_history_failures_total", "Reads and writes of the history that failed.", failures),
                SelfMetric.counter("weir_history_days_dropped_total", "Days dropped by the retention.", dropped),
                SelfMetric.counter(
                        "weir_history_damaged_days_total",
                        "Files of the history that were damaged and put aside.",
                        days.damaged()),
                SelfMetric.gauge("weir_history_bytes", "Bytes of the history on disk.", days.bytes()),
                SelfMetric.gauge(
                        "weir_history_memory_limit_bytes",
                        "What DuckDB may take outside the Java heap; 0 while it is not needed.",
                        engine == null ? 0 : (long) Engine.MEMORY_MB << 20));
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (engine != null) {
                engine.close();
                engine = null;
            }
        } finally {
            turn.unlock();
        }
    }
}
