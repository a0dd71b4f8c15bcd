package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.history.ExportProgress;
import io.weir.collector.history.ExportRequest;
import io.weir.collector.history.HistoryException;
import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Samples of any age as a file. */
final class HistoryApi {
    private static final int MOST_EXPORTS = 2;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private record ExportView(
            String id, Instant from, Instant to, @Nullable Instant readTo, long rows, String state) {}

    /** An export under way. */
    private static final class Running implements ExportProgress {
        final String id;
        final ExportRequest request;
        private volatile @Nullable Instant readTo;
        private volatile long rows;
        private volatile boolean cancelled;
        private volatile boolean sending;

        Running(String id, ExportRequest request) {
            this.id = id;
            this.request = request;
        }

        @Override
        public void readTo(Instant time, long count) {
            readTo = time;
            rows = count;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        ExportView view() {
            String state = sending ? "sending" : cancelled ? "cancelled" : "reading";
            return new ExportView(id, request.from(), request.to(), readTo, rows, state);
        }
    }

    private final Collector collector;
    private final Clock clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_EXPORTS);

    HistoryApi(Collector collector, Clock clock) {
        this.collector = collector;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/history/export", this::export);
        routes.get(
                "/api/v1/history/exports",
                context -> Answer.data(
                        context,
                        running.values().stream()
                                .map(Running::view)
                                .sorted(Comparator.comparing(ExportView::id))
                                .toList()));
        routes.delete("/api/v1/history/exports/{id}", this::cancel);
    }

    private void export(Context context) throws IOException {
        Running export = new Running(id(context), request(context));
        if (!room.tryAcquire()) {
            throw ApiException.tooMany("there are " + MOST_EXPORTS + " exports under way; wait until one is done");
        }
        try {
            if (running.putIfAbsent(export.id, export) != null) {
                throw ApiException.conflict("an export with the id " + export.id + " is under way; choose another id");
            }
            try {
                send(context, export);
            } finally {
                running.remove(export.id);
            }
        } finally {
            room.release();
        }
    }

    private void send(Context context, Running export) throws IOException {
        ExportRequest request = export.request;
        Path folder = Files.createDirectories(collector.store().temporary());
        String extension = request.format().name().toLowerCase(Locale.ROOT);
        Path file = Files.createTempFile(folder, "export-", "." + extension);
        try {
            long rows = collector.store().export(request, file, export);
            export.sending = true;
            context.header("Content-Disposition", "attachment; filename=\"" + name(request) + "." + extension + "\"")
                    .header("X-Weir-Rows", Long.toString(rows))
                    .contentType(request.format().contentType())
                    .header("Content-Length", Long.toString(Files.size(file)));
            try (InputStream content = Files.newInputStream(file, StandardOpenOption.READ)) {
                content.transferTo(context.outputStream());
            }
        } catch (HistoryException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(ExportRequest request) {
        return "weir-"
                + request.from().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "")
                + "-"
                + request.to().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    }

    private static String id(Context context) {
        String id = Parameters.text(context, "id");
        if (id == null) {
            return UUID.randomUUID().toString();
        }
        if (!ID.matcher(id).matches()) {
            throw ApiException.badData("id must be up to 64 letters, digits and dashes, got \"" + id + "\"");
        }
        return id;
    }

    private ExportRequest request(Context context) {
        Instant now = clock.instant();
        Instant from = Parameters.time(context, "from", now);
        if (from == null) {
            throw ApiException.badData("from is missing; write for example from=now-1h");
        }
        Instant to = Parameters.time(context, "to", now, now);
        ExportRequest.Format format = ExportRequest.Format.valueOf(
                Parameters.choice(context, "format", "parquet", "csv").toUpperCase(Locale.ROOT));
        try {
            return new ExportRequest(matchers(context), from, to, format);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    private static List<LabelMatcher> matchers(Context context) {
        String match = Parameters.text(context, "match");
        try {
            return match == null ? List.of() : PromQl.selector(match);
        } catch (QueryException e) {
            throw ApiException.badData("match: " + e.getMessage());
        }
    }

    private void cancel(Context context) {
        Running export = running.get(context.pathParam("id"));
        if (export == null) {
            throw ApiException.notFound("there is no export " + context.pathParam("id") + " under way");
        }
        export.cancelled = true;
        Answer.done(context);
    }
}
