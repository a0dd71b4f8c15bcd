package io.weir.collector.history;

import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the samples of head and history to one file, a stretch of time after the other, so that its memory has a limit and readers of the
 * history wait no longer than for a stretch. Used once, by one thread.
 */
final class Export {
    private static final long SHORTEST_MS = 60_000;
    private static final long LONGEST_MS = 6 * 3_600_000L;
    private static final long TOO_LONG_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long SPARE_BYTES = 1L << 30;

    private final Head head;
    private final @Nullable History history;
    private final Path folder;
    private final ExportRequest request;
    private final ExportProgress progress;
    private long stretchMs = 600_000;

    /** Where {@code folder} takes what is staged meanwhile. */
    Export(Head head, @Nullable History history, Path folder, ExportRequest request, ExportProgress progress) {
        this.head = head;
        this.history = history;
        this.folder = folder;
        this.request = request;
        this.progress = progress;
    }

    /** Writes the file; answers how many rows it has. */
    long write(Path out) {
        try {
            Files.createDirectories(folder);
            Path staged = Files.createTempFile(folder, "export-", ".duckdb");
            Files.delete(staged);
            try (Staging staging = new Staging(staged);
                    Engine engine = new Engine(folder)) {
                read(staging, engine);
                check(out);
                staging.in(engine, () -> staging.writeTo(engine, out, request.format()));
                return staging.rows();
            }
        } catch (SQLException | IOException e) {
            throw new HistoryException("the export to " + out + " failed", e);
        }
    }

    private void read(Staging staging, Engine engine) throws SQLException {
        long first = Math.max(request.from().toEpochMilli(), oldestMs());
        long last = request.to().toEpochMilli();
        for (long at = first; at <= last; ) {
            check(folder);
            long seam = head.completeFrom();
            long end = Math.min(
                    last, Math.min(at + stretchMs, Days.startMs(Days.of(at).plusDays(1))) - 1);
            long until = at < seam ? Math.min(end, seam - 1) : end;
            long begun = System.nanoTime();
            if (at < seam || !headHad(staging, engine, at, until)) {
                readHistory(staging, at, until);
            }
            adapt(System.nanoTime() - begun);
            at = until + 1;
            progress.readTo(Instant.ofEpochMilli(until), staging.rows());
            if (at > head.newestMs() && at > seam) {
                return;
            }
        }
    }

    private long oldestMs() {
        long oldest = head.oldestMs();
        if (history != null && !history.days().isEmpty()) {
            oldest = Math.min(oldest, Days.startMs(history.days().get(0)));
        }
        return oldest;
    }

    /** Reads a stretch from the head; false when some of it left the head meanwhile, which the history has by then. */
    private boolean headHad(Staging staging, Engine engine, long fromMs, long toMs) throws SQLException {
        staging.in(engine, () -> staging.takeHead(engine, () -> samples(fromMs, toMs), fromMs, toMs));
        if (head.completeFrom() <= fromMs) {
            return true;
        }
        staging.in(engine, () -> staging.forget(engine, fromMs, toMs));
        return false;
    }

    private Iterator<Series> samples(long fromMs, long toMs) {
        List<HeadSeries> wanted = head.allSeries();
        return wanted.stream()
                .filter(series -> request.matchers().stream()
                        .allMatch(matcher -> matcher.matches(series.labels().get(matcher.name()))))
                .map(series -> series.read(fromMs, toMs))
                .filter(Objects::nonNull)
                .iterator();
    }

    private void readHistory(Staging staging, long fromMs, long toMs) {
        if (history != null) {
            history.stage(staging, request.matchers(), fromMs, toMs);
        }
    }

    private void adapt(long tookNanos) {
        if (tookNanos > TOO_LONG_NANOS) {
            stretchMs = Math.max(SHORTEST_MS, stretchMs / 2);
        } else if (tookNanos < TOO_LONG_NANOS / 4) {
            stretchMs = Math.min(LONGEST_MS, stretchMs * 2);
        }
    }

    private void check(Path where) {
        if (progress.isCancelled()) {
            throw new HistoryException("the export was cancelled");
        }
        try {
            Path existing = Objects.requireNonNullElse(where.toAbsolutePath().getParent(), where);
            long free = Files.getFileStore(existing).getUsableSpace();
            if (free < SPARE_BYTES) {
                throw new HistoryException("the export stopped because only " + (free >> 20) + " MB are free in "
                        + existing + " and " + (SPARE_BYTES >> 20) + " MB must stay; choose a shorter range or fewer"
                        + " series, or make room");
            }
        } catch (IOException e) {
            throw new HistoryException("the free space cannot be read", e);
        }
    }
}
