package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.deployment.Words;
import io.weir.runtime.sql.Place;
import io.weir.runtime.sql.SqlDebug;
import io.weir.web.api.SqlApi.FaultView;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scripts tried out on session clusters: a query's rows as they come. */
final class SqlDebugsApi {
    private static final String ALL = "/api/v1/sql/debugs";
    private static final String ONE = ALL + "/{id}";

    private record Asked(
            @Nullable JsonNode spec,
            @Nullable String cluster,
            @Nullable Selected selected) {}

    private record Selected(int line, int column, int endLine, int endColumn) {
        Place place() {
            if (line < 1 || column < 1 || endLine < line || endColumn < 1) {
                throw ApiException.badData(
                        "selected: lines and columns begin at 1, and the end is not before the begin");
            }
            return new Place(line, column, endLine, endColumn);
        }
    }

    private record DebugView(
            String id,
            String cluster,
            String by,
            Instant startedAt,
            String state,
            List<SqlDebug.Column> columns,
            List<SqlDebug.Row> rows,
            List<SqlDebug.Line> log,
            @Nullable FaultView fault,
            @Nullable String jobId) {
        static DebugView of(SqlDebug debug) {
            SqlDebug.View view = debug.view();
            return new DebugView(
                    view.id(),
                    view.cluster(),
                    view.by(),
                    view.startedAt(),
                    Words.of(view.state()),
                    view.columns(),
                    view.rows(),
                    view.log(),
                    view.fault() == null ? null : FaultView.of(view.fault()),
                    view.jobId());
        }
    }

    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    SqlDebugsApi(Runtime runtime, AuditTrail audit, Clock clock) {
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.OPERATE_DEPLOYMENTS, ALL, DeploymentsApi.safely(this::begin));
        routes.get(Permission.OPERATE_DEPLOYMENTS, ONE, context -> Answer.data(context, DebugView.of(one(context))));
        routes.delete(Permission.OPERATE_DEPLOYMENTS, ONE, this::stop);
    }

    private void begin(Context context) {
        Asked asked = YamlBody.read(context, Asked.class);
        if (asked == null || asked.spec() == null) {
            throw ApiException.badData("spec: write the deployment's spec, with its script as sql.script");
        }
        // A script of one's own is code of one's own.
        Guard.require(context, Permission.EDIT_DEPLOYMENTS);
        String cluster = asked.cluster();
        if (cluster == null || cluster.isBlank()) {
            throw ApiException.badData("cluster: say on which session cluster");
        }
        DeploymentSpec spec = SpecJson.read(asked.spec());
        URI rest = runtime.rest(cluster)
                .orElseThrow(() ->
                        ApiException.notFound("cluster " + cluster + " is not up, or Weir knows none of this name"));
        try {
            SqlDebug debug = runtime.debugs()
                    .begin(
                            Guard.workspace(context),
                            spec,
                            cluster,
                            rest,
                            runtime.versionOf(rest),
                            asked.selected() == null ? null : asked.selected().place(),
                            Guard.principal(context).username());
            DebugView view = DebugView.of(debug);
            audit.add(AuditNote.of(context, clock, "debug sql", view.id() + " on cluster " + cluster, "ok"));
            context.status(201);
            Answer.data(context, view);
        } catch (IOException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private SqlDebug one(Context context) {
        String id = context.pathParam("id");
        return runtime.debugs()
                .find(id)
                .orElseThrow(() -> ApiException.notFound("there is no debug " + id + " any more; begin another one"));
    }

    private void stop(Context context) {
        one(context).stop();
        audit.add(AuditNote.of(context, clock, "stop sql debug", context.pathParam("id"), "ok"));
        Answer.done(context);
    }
}
