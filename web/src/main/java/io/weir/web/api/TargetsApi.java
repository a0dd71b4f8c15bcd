package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.discovery.DiscoveredTarget;
import io.weir.collector.discovery.DroppedTarget;
import io.weir.collector.discovery.Origin;
import io.weir.collector.discovery.SourceStatus;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where metrics are scraped or read, where that is known from, and how it goes. */
final class TargetsApi {
    private record TargetsView(List<TargetView> targets, List<DroppedView> dropped, List<SourceView> sources) {}

    private record TargetView(
            String origin,
            String source,
            String reads,
            String cluster,
            String process,
            String url,
            Map<String, String> labels,
            String health,
            long intervalMs,
            @Nullable Instant lastScrape,
            double lastDurationMs,
            int lastSamples,
            @Nullable String lastError) {}

    private record DroppedView(
            String origin, String source, String cluster, String process, String url, String reason) {
        static DroppedView of(DroppedTarget dropped) {
            Target target = dropped.target();
            return new DroppedView(
                    dropped.origin().kind().toString(),
                    dropped.origin().detail(),
                    target.cluster(),
                    target.process(),
                    target.url().toString(),
                    dropped.reason());
        }
    }

    private record SourceView(
            String origin,
            String source,
            int targets,
            @Nullable Instant lastPublished,
            @Nullable String lastError) {
        static SourceView of(SourceStatus source) {
            return new SourceView(
                    source.origin().kind().toString(),
                    source.origin().detail(),
                    source.targets(),
                    source.lastPublished(),
                    source.lastError());
        }
    }

    private final Collector collector;

    TargetsApi(Collector collector) {
        this.collector = collector;
    }

    void register(Routes routes) {
        routes.get("/api/v1/targets", this::targets);
    }

    private void targets(Context context) {
        Origin.@Nullable Kind origin = Parameters.word(context, "origin", Origin.Kind.class);
        @Nullable Health health = Parameters.word(context, "health", Health.class);
        @Nullable String cluster = Parameters.text(context, "cluster");
        @Nullable String query = Parameters.text(context, "q");
        String words = query == null ? "" : query.toLowerCase(Locale.ROOT);
        Stream<TargetView> pages = collector.discoveries().targets().stream().map(this::page);
        Stream<TargetView> readings = collector.restReadings().stream().map(this::reading);
        Answer.data(
                context,
                new TargetsView(
                        Stream.concat(pages, readings)
                                .filter(target ->
                                        origin == null || target.origin().equals(origin.toString()))
                                .filter(target ->
                                        health == null || target.health().equals(word(health)))
                                .filter(target ->
                                        cluster == null || target.cluster().equals(cluster))
                                .filter(target -> holds(target, words))
                                .toList(),
                        collector.discoveries().dropped().stream()
                                .map(DroppedView::of)
                                .toList(),
                        collector.discoveries().sources().stream()
                                .map(SourceView::of)
                                .toList()));
    }

    private TargetView page(DiscoveredTarget target) {
        return view(target.origin(), "page", target.status());
    }

    /** A cluster's REST API is where its metrics were found, as its pages would have been. */
    private TargetView reading(TargetStatus status) {
        Target target = status.target();
        return view(new Origin(Origin.Kind.FLINK, target.cluster() + " " + target.url()), "rest", status);
    }

    private TargetView view(Origin origin, String reads, TargetStatus status) {
        Target target = status.target();
        return new TargetView(
                origin.kind().toString(),
                origin.detail(),
                reads,
                target.cluster(),
                target.process(),
                target.url().toString(),
                target.labels().asMap(),
                word(status.health()),
                collector.pace(target).interval().toMillis(),
                status.lastScrape(),
                status.lastDuration().toNanos() / 1e6,
                status.lastSamples(),
                status.lastError());
    }

    private static String word(Health health) {
        return health.name().toLowerCase(Locale.ROOT);
    }

    private static boolean holds(TargetView target, String words) {
        String all = target.url() + ' ' + target.labels() + ' ' + target.source() + ' ' + target.lastError();
        return all.toLowerCase(Locale.ROOT).contains(words);
    }
}
