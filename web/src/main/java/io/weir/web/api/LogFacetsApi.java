package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.Completion;
import io.weir.diagnosis.index.Facet;
import io.weir.diagnosis.index.Facets;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.pattern.Pattern;
import io.weir.diagnosis.pattern.PatternComparison;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the hits of a log query have in common: values of fields, patterns, and how two sets of them differ. */
final class LogFacetsApi {
    private record FacetsView(
            List<FacetView> facets, long total, @Nullable String partial) {}

    private record FacetView(String field, List<Facet.Count> values, long others) {}

    private record SuggestionView(String text, String kind) {}

    private record CompletionView(int from, int to, List<SuggestionView> suggestions) {}

    private record PatternView(
            String id, String template, LogLevel level, Instant firstSeen, Instant lastSeen, long count) {
        static PatternView of(Pattern pattern, long count) {
            return new PatternView(
                    pattern.id(), pattern.template(), pattern.level(), pattern.firstSeen(), pattern.lastSeen(), count);
        }
    }

    private record PatternsView(
            List<PatternView> patterns,
            long total,
            @Nullable String partial) {}

    private record ChangeView(PatternView pattern, String kind, double expected) {}

    private record ComparisonView(
            List<ChangeView> changes, @Nullable String partial) {}

    private final Diagnosis diagnosis;
    private final Clock clock;

    LogFacetsApi(Diagnosis diagnosis, Clock clock) {
        this.diagnosis = diagnosis;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/logs/facets", this::facets);
        routes.get("/api/v1/logs/complete", this::complete);
        routes.get("/api/v1/logs/patterns", this::patterns);
        routes.get("/api/v1/logs/patterns/compare", this::compare);
    }

    private void facets(Context context) {
        Set<Facet.Field> fields = EnumSet.noneOf(Facet.Field.class);
        String names = Parameters.text(context, "fields");
        for (String name : (names == null ? "level,process,logger" : names).split(",", -1)) {
            fields.add(field(name.strip()));
        }
        int most = Parameters.integer(context, "most", 10, 1, 1_000);
        Facets facets = diagnosis.logbook().facets(LogRequest.query(context, clock, 1), fields, most);
        List<FacetView> views = facets.facets().stream()
                .map(facet ->
                        new FacetView(facet.field().name().toLowerCase(Locale.ROOT), facet.values(), facet.others()))
                .toList();
        Answer.data(context, new FacetsView(views, facets.total(), facets.partial()));
    }

    private static Facet.Field field(String name) {
        for (Facet.Field field : Facet.Field.values()) {
            if (field.name().equalsIgnoreCase(name)) {
                return field;
            }
        }
        throw ApiException.badData(
                "fields must be of level, cluster, namespace, deployment, run, process, logger, pattern, with commas between, got \""
                        + name + "\"");
    }

    private void complete(Context context) {
        String text = LogRequest.text(context, "q");
        int position = Parameters.integer(context, "position", text.length(), 0, 10_000);
        Completion completion = diagnosis.logbook().complete(text, position);
        Answer.data(
                context,
                new CompletionView(
                        completion.from(),
                        completion.to(),
                        completion.suggestions().stream()
                                .map(each -> new SuggestionView(
                                        each.text(), each.kind().name().toLowerCase(Locale.ROOT)))
                                .toList()));
    }

    private void patterns(Context context) {
        int most = Parameters.integer(context, "most", 50, 1, 1_000);
        Facets facets =
                diagnosis.logbook().facets(LogRequest.query(context, clock, 1), EnumSet.of(Facet.Field.PATTERN), most);
        List<PatternView> views = new ArrayList<>();
        for (Facet.Count each : facets.facets().get(0).values()) {
            diagnosis
                    .logbook()
                    .pattern(each.value())
                    .ifPresent(pattern -> views.add(PatternView.of(pattern, each.count())));
        }
        Answer.data(context, new PatternsView(views, facets.total(), facets.partial()));
    }

    private void compare(Context context) {
        LogQuery now = LogRequest.query(context, clock, 1);
        String text = Parameters.text(context, "baseQ") == null ? "q" : "baseQ";
        LogQuery before = LogRequest.query(context, clock, 1, text, "baseFrom", "baseTo");
        PatternComparison comparison = diagnosis.logbook().comparePatterns(now, before);
        List<ChangeView> views = new ArrayList<>();
        for (PatternComparison.Change each : comparison.changes()) {
            diagnosis
                    .logbook()
                    .pattern(each.id())
                    .ifPresent(pattern -> views.add(new ChangeView(
                            PatternView.of(pattern, each.count()),
                            each.kind().name().toLowerCase(Locale.ROOT),
                            each.expected())));
        }
        Answer.data(context, new ComparisonView(views, comparison.partial()));
    }
}
