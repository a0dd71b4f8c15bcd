package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.log.LogLevel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log store: search, histogram, context, and a live tail. */
final class LogsApi {
    private record Page(
            List<LogHitView> hits,
            @Nullable String nextCursor,
            @Nullable String previousCursor,
            @Nullable String partial,
            List<String> damaged) {}

    private record HistogramView(
            long stepMs,
            List<BucketView> buckets,
            long total,
            @Nullable String partial) {}

    private record BucketView(Instant start, Map<LogLevel, Long> counts) {}

    private final Diagnosis diagnosis;
    private final EventStreams streams;
    private final Clock clock;

    LogsApi(Diagnosis diagnosis, EventStreams streams, Clock clock) {
        this.diagnosis = diagnosis;
        this.streams = streams;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/logs/search", this::search);
        routes.get("/api/v1/logs/histogram", this::histogram);
        routes.get("/api/v1/logs/context", this::context);
        routes.get("/api/v1/logs/tail", this::tail);
        routes.get("/api/v1/logs/export", new LogExport(diagnosis, clock)::export);
        new LogFacetsApi(diagnosis, clock).register(routes);
    }

    private LogQuery query(Context context, int limit) {
        return LogRequest.query(context, clock, limit);
    }

    private void search(Context context) {
        String format = Parameters.choice(context, "format", "json", "csv", "ndjson");
        LogPage page = page(diagnosis, query(context, Parameters.limit(context)));
        List<LogHitView> hits = page.hits().stream().map(LogHitView::of).toList();
        switch (format) {
            case "csv" -> Download.csv(context, "logs", csv(hits));
            case "ndjson" -> Download.ndjson(context, "logs", hits);
            default ->
                Answer.data(
                        context,
                        new Page(hits, page.nextCursor(), page.previousCursor(), page.partial(), page.damaged()));
        }
    }

    static LogPage page(Diagnosis diagnosis, LogQuery query) {
        try {
            return diagnosis.logbook().search(query);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("cursor: " + e.getMessage());
        }
    }

    private static Csv csv(List<LogHitView> hits) {
        Csv csv = new Csv(LogHitView.COLUMNS);
        hits.forEach(hit -> csv.row(hit.cells()));
        return csv;
    }

    private void histogram(Context context) {
        int buckets = Parameters.integer(context, "buckets", 60, 1, 500);
        Histogram histogram = diagnosis.logbook().histogram(query(context, 1), buckets);
        Answer.data(
                context,
                new HistogramView(
                        histogram.step().toMillis(),
                        histogram.buckets().stream()
                                .map(bucket -> new BucketView(bucket.start(), bucket.counts()))
                                .toList(),
                        histogram.total(),
                        histogram.partial()));
    }

    private void context(Context context) {
        String id = Parameters.text(context, "id");
        if (id == null) {
            throw ApiException.badData("id is missing; write the id of a hit of /api/v1/logs/search");
        }
        int before = Parameters.integer(context, "before", 20, 0, 500);
        int after = Parameters.integer(context, "after", 20, 0, 500);
        boolean sameFile =
                Parameters.choice(context, "within", "process", "file").equals("file");
        List<Hit> hits = diagnosis.logbook().context(id, before, after, sameFile);
        if (hits.isEmpty()) {
            throw ApiException.notFound("there is no log record " + id + "; it may be past its retention");
        }
        Answer.data(context, hits.stream().map(LogHitView::of).toList());
    }

    private void tail(Context context) {
        String text = LogRequest.text(context, "q");
        streams.open(context, client -> diagnosis.logbook().tail(text, hit -> client.offer("hit", LogHitView.of(hit))));
    }
}
