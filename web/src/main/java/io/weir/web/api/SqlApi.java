package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.sql.PlanGraph;
import io.weir.runtime.sql.SqlBusyException;
import io.weir.runtime.sql.SqlCheck;
import io.weir.runtime.sql.SqlFault;
import io.weir.runtime.sql.Variable;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scripts of deployments: checked and explained by Flink's planner; the variables they share. */
final class SqlApi {
    /** A planner answers most scripts within a second, and starts within some. */
    static final int RETRY_SECONDS = 5;

    private static final String VARIABLE = "/api/v1/sql/variables/{name}";

    private record Asked(
            @Nullable JsonNode spec,
            @Nullable Boolean plan,
            @Nullable Boolean part) {}

    private record Written(
            @Nullable String value,
            @Nullable Boolean hidden,
            @Nullable String description) {}

    record FaultView(String message, int line, int column, int endLine, int endColumn) {
        static FaultView of(SqlFault fault) {
            return new FaultView(
                    fault.message(),
                    fault.place().line(),
                    fault.place().column(),
                    fault.place().endLine(),
                    fault.place().endColumn());
        }
    }

    private record CheckView(
            String flinkVersion,
            List<FaultView> faults,
            @Nullable PlanGraph plan) {}

    /** @param value null when it is hidden */
    private record VariableView(
            String name, @Nullable String value, boolean hidden, String description, String by, Instant at) {
        static VariableView of(Variable variable) {
            return new VariableView(
                    variable.name(),
                    variable.hidden() ? null : variable.value(),
                    variable.hidden(),
                    variable.description(),
                    variable.by(),
                    variable.at());
        }
    }

    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    SqlApi(Runtime runtime, AuditTrail audit, Clock clock) {
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.EDIT_DEPLOYMENTS, "/api/v1/sql/check", DeploymentsApi.safely(this::check));
        routes.get("/api/v1/sql/variables", this::variables);
        routes.put(Permission.EDIT_DEPLOYMENTS, VARIABLE, DeploymentsApi.safely(this::put));
        routes.delete(Permission.EDIT_DEPLOYMENTS, VARIABLE, this::delete);
    }

    private void check(Context context) {
        Asked asked = YamlBody.read(context, Asked.class);
        if (asked == null || asked.spec() == null) {
            throw ApiException.badData("spec: write the deployment's spec, with its script as sql.script");
        }
        DeploymentSpec spec = SpecJson.read(asked.spec());
        try {
            FlinkVersion version = runtime.versionOf(spec);
            SqlCheck check = runtime.scripts()
                    .check(
                            Guard.workspace(context),
                            version,
                            spec,
                            Boolean.TRUE.equals(asked.plan()),
                            Boolean.TRUE.equals(asked.part()));
            Answer.data(
                    context,
                    new CheckView(
                            version.text(),
                            check.faults().stream().map(FaultView::of).toList(),
                            check.plan().orElse(null)));
        } catch (SqlBusyException e) {
            throw ApiException.busy(String.valueOf(e.getMessage()), RETRY_SECONDS);
        } catch (IOException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private void variables(Context context) {
        Answer.data(
                context,
                runtime.scripts().variables(Guard.workspace(context)).stream()
                        .map(VariableView::of)
                        .toList());
    }

    private void put(Context context) {
        Written written = JsonBody.read(context, Written.class);
        if (written.value() == null) {
            throw ApiException.badData("value: write the value");
        }
        String name = context.pathParam("name");
        VariableView before = named(context, name);
        Variable made = runtime.scripts()
                .put(
                        Guard.workspace(context),
                        name,
                        written.value(),
                        Boolean.TRUE.equals(written.hidden()),
                        written.description() == null ? "" : written.description(),
                        Guard.principal(context).username());
        audit.add(AuditNote.changed(context, clock, "set variable", made.name(), before, VariableView.of(made)));
        Answer.data(context, VariableView.of(made));
    }

    private void delete(Context context) {
        String name = context.pathParam("name");
        VariableView before = named(context, name);
        if (!runtime.scripts().deleteVariable(Guard.workspace(context), name)) {
            throw ApiException.notFound("there is no variable " + name);
        }
        audit.add(AuditNote.changed(context, clock, "delete variable", name, before, null));
        Answer.done(context);
    }

    private @Nullable VariableView named(Context context, String name) {
        return runtime.scripts().variables(Guard.workspace(context)).stream()
                .filter(variable -> variable.name().equals(name))
                .map(VariableView::of)
                .findFirst()
                .orElse(null);
    }
}
