package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.standing.StandingQueries;
import io.weir.diagnosis.standing.StandingQuery;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Standing queries: read, changed with versions, and the rule that makes an alert of one. A version is an entity tag, as with rules. */
final class LogQueriesApi {
    private record Body(@Nullable String query, @Nullable String description) {}

    private record QueryView(
            String name,
            long version,
            @Nullable String query,
            String description,
            String changedBy,
            Instant changedAt,
            long matches,
            String rule) {}

    private final StandingQueries queries;
    private final AuditTrail audit;
    private final Clock clock;

    LogQueriesApi(StandingQueries queries, AuditTrail audit, Clock clock) {
        this.queries = queries;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/log-queries",
                context -> Answer.data(
                        context, queries.queries().stream().map(this::view).toList()));
        routes.get("/api/v1/log-queries/{name}", this::one);
        routes.get("/api/v1/log-queries/{name}/history", this::history);
        routes.put(Permission.EDIT_ALERTS, "/api/v1/log-queries/{name}", this::put);
        routes.delete(Permission.EDIT_ALERTS, "/api/v1/log-queries/{name}", this::delete);
    }

    private QueryView view(StandingQuery query) {
        return new QueryView(
                query.name(),
                query.version(),
                query.query(),
                query.description(),
                query.changedBy(),
                query.changedAt(),
                queries.matches(query.name()),
                rule(query.name()));
    }

    /** A rule file to begin with; names of queries need no quoting in it. */
    private static String rule(String name) {
        return """
                groups:
                  - name: logs
                    rules:
                      - alert: Log_%s
                        expr: sum by (cluster, process) (increase(weir_log_matches_total{query="%s"}[5m])) > 0
                        labels:
                          severity: warning
                        annotations:
                          summary: 'Log lines of {{ $labels.process }} satisfy the standing query %s'
                """.formatted(name.replace('-', '_'), name, name);
    }

    private void one(Context context) {
        StandingQuery query = newest(context);
        if (query.query() == null) {
            throw absent(query.name());
        }
        context.header("ETag", "\"" + query.version() + "\"");
        Answer.data(context, view(query));
    }

    private void history(Context context) {
        newest(context);
        Answer.data(
                context,
                queries.versions(context.pathParam("name")).stream()
                        .map(this::view)
                        .toList());
    }

    private void put(Context context) {
        Body body = JsonBody.read(context, Body.class);
        String text = body.query();
        if (text == null || text.isBlank()) {
            throw ApiException.badData("query is missing; write what to look for, such as \"level:ERROR timeout\"");
        }
        change(context, text, body.description() == null ? "" : body.description(), "set standing log query");
        one(context);
    }

    private void delete(Context context) {
        StandingQuery newest = newest(context);
        if (newest.query() == null) {
            throw absent(newest.name());
        }
        change(context, null, newest.description(), "take away standing log query");
        Answer.data(context, view(newest(context)));
    }

    private void change(Context context, @Nullable String text, String description, String action) {
        String name = context.pathParam("name");
        long seen = IfMatch.version(context);
        String person = Guard.principal(context).username();
        StandingQuery before = queries.versions(name).stream().findFirst().orElse(null);
        boolean changed;
        try {
            changed = queries.change(new StandingQuery(name, seen + 1, text, description, person, clock.instant()));
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        }
        if (changed) {
            audit.add(AuditNote.changed(
                    context,
                    clock,
                    action,
                    name,
                    before == null || before.query() == null ? null : view(before),
                    text == null ? null : view(newest(context))));
        } else {
            audit.add(AuditNote.of(context, clock, action, name, "outdated"));
            throw ApiException.outdated("the query was changed meanwhile, or version " + seen
                    + " never was; read it again and make the change anew");
        }
    }

    private StandingQuery newest(Context context) {
        String name = context.pathParam("name");
        List<StandingQuery> versions = queries.versions(name);
        if (versions.isEmpty()) {
            throw absent(name);
        }
        return versions.get(0);
    }

    private static ApiException absent(String name) {
        return ApiException.notFound("there is no standing query " + name);
    }
}
