package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.log.LogLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log store: search, histogram, context, and a live tail. */
final class LogsApi {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private record HitView(
            String id,
            Instant at,
            LogLevel level,
            String cluster,
            String process,
            String kind,
            @Nullable String logger,
            @Nullable String thread,
            String text,
            List<Hit.Span> highlights) {
        static HitView of(Hit hit) {
            return new HitView(
                    hit.id(),
                    hit.record().at(),
                    hit.record().level(),
                    hit.record().cluster(),
                    hit.record().process(),
                    hit.record().kind().name().toLowerCase(Locale.ROOT),
                    hit.record().logger(),
                    hit.record().thread(),
                    hit.record().text(),
                    hit.highlights());
        }
    }

    private record Page(
            List<HitView> hits,
            @Nullable String nextCursor,
            @Nullable String partial) {}

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
    }

    private LogQuery query(Context context, int limit) {
        Instant now = clock.instant();
        // "to" is exclusive: a record of this very millisecond still belongs to "until now".
        Instant to = Parameters.time(context, "to", now, now.plusMillis(1));
        Instant from = Parameters.time(context, "from", now, to.minus(DEFAULT_RANGE));
        if (!from.isBefore(to)) {
            throw ApiException.badData("from must be before to, got " + from + " and " + to);
        }
        boolean newestFirst =
                Parameters.choice(context, "order", "newest", "oldest").equals("newest");
        return new LogQuery(text(context), from, to, Parameters.text(context, "cursor"), limit, newestFirst);
    }

    private static String text(Context context) {
        String text = Parameters.text(context, "q");
        return text == null ? "" : text;
    }

    private void search(Context context) {
        String format = Parameters.choice(context, "format", "json", "csv", "ndjson");
        LogPage page = page(query(context, Parameters.limit(context)));
        List<HitView> hits = page.hits().stream().map(HitView::of).toList();
        switch (format) {
            case "csv" -> Download.csv(context, "logs", csv(hits));
            case "ndjson" -> Download.ndjson(context, "logs", hits);
            default -> Answer.data(context, new Page(hits, page.nextCursor(), page.partial()));
        }
    }

    private LogPage page(LogQuery query) {
        try {
            return diagnosis.search(query);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("cursor: " + e.getMessage());
        }
    }

    private static Csv csv(List<HitView> hits) {
        Csv csv = new Csv("at", "level", "cluster", "process", "kind", "logger", "thread", "text", "id");
        hits.forEach(hit -> csv.row(Arrays.<@Nullable Object>asList(
                hit.at(),
                hit.level(),
                hit.cluster(),
                hit.process(),
                hit.kind(),
                hit.logger(),
                hit.thread(),
                hit.text(),
                hit.id())));
        return csv;
    }

    private void histogram(Context context) {
        int buckets = Parameters.integer(context, "buckets", 60, 1, 500);
        Histogram histogram = diagnosis.histogram(query(context, 1), buckets);
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
        List<Hit> hits = diagnosis.context(id, before, after);
        if (hits.isEmpty()) {
            throw ApiException.notFound("there is no log record " + id + "; it may be past its retention");
        }
        Answer.data(context, hits.stream().map(HitView::of).toList());
    }

    private void tail(Context context) {
        String text = text(context);
        streams.open(context, client -> diagnosis.tail(text, hit -> client.offer("hit", HitView.of(hit))));
    }
}
