package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentException;
import io.weir.runtime.deployment.LogLevels;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.deployment.Words;
import io.weir.runtime.drill.Drill;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to deployments that run, and to many at once. */
final class DeploymentOperationsApi {
    private static final String ONE = "/api/v1/deployments/{name}";
    private static final int MOST_AT_ONCE = 200;

    private record Levels(@Nullable Map<String, String> logLevels) {}

    private record Asked(
            @Nullable String drill,
            @Nullable String process,
            @Nullable Integer seconds) {}

    private record Bulk(
            @Nullable String action,
            @Nullable List<String> names,
            @Nullable String folder,
            @Nullable String suffix) {}

    /** @param error null when it was done */
    private record BulkView(
            String name, boolean done, @Nullable String error) {}

    private record DrillView(
            String id,
            String deployment,
            String cluster,
            String drill,
            String process,
            String by,
            Instant at,
            Instant until) {
        static DrillView of(Drill drill) {
            return new DrillView(
                    drill.id(),
                    drill.deployment(),
                    drill.cluster(),
                    Words.of(drill.kind()),
                    drill.process(),
                    drill.by(),
                    drill.at(),
                    drill.until());
        }
    }

    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    DeploymentOperationsApi(Runtime runtime, AuditTrail audit, Clock clock) {
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.put(Permission.OPERATE_DEPLOYMENTS, ONE + "/log-levels", DeploymentsApi.safely(this::logLevels));
        routes.get(ONE + "/drills", DeploymentsApi.safely(this::drills));
        routes.post(Permission.OPERATE_DEPLOYMENTS, ONE + "/drills", DeploymentsApi.safely(this::drill));
        routes.post(Permission.OPERATE_DEPLOYMENTS, "/api/v1/deployment-bulk", this::bulk);
    }

    /** The run whose cluster is the deployment's own. */
    private Run ownRun(Deployment deployment) {
        Optional<Run> run = runtime.deployments().runs(deployment.name(), 1).stream()
                .findFirst()
                .filter(one -> !one.state().isOver() && one.mode() == Mode.APPLICATION)
                .filter(one -> deployment.status().state() == CurrentState.RUNNING);
        return run.orElseThrow(() -> new SpecException(deployment.name()
                + " has no cluster of its own that runs; this is for deployments in application mode"));
    }

    private void logLevels(Context context) {
        Levels asked = JsonBody.read(context, Levels.class);
        if (asked.logLevels() == null) {
            throw ApiException.badData("logLevels: write levels by logger, such as {root: INFO, shop.Orders: DEBUG}");
        }
        Deployment deployment = runtime.deployments().get(context.pathParam("name"));
        Run run = ownRun(deployment);
        Map<String, String> spec = runtime.deployments()
                .version(deployment.name(), run.version())
                .spec()
                .logLevels();
        Map<String, String> levels = new LogLevels(asked.logLevels()).over(spec);
        try {
            runtime.logLevels(run.cluster(), levels);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
        audit.add(AuditNote.changed(context, clock, "set log levels", deployment.name(), spec, levels));
        Answer.data(context, new Levels(levels));
    }

    private void drills(Context context) {
        String name = runtime.deployments().get(context.pathParam("name")).name();
        Answer.data(
                context, runtime.drills().of(name).stream().map(DrillView::of).toList());
    }

    private void drill(Context context) {
        Asked asked = JsonBody.read(context, Asked.class);
        if (asked.drill() == null) {
            throw ApiException.badData(
                    "drill: say which: kill-taskmanager, freeze-taskmanager, fill-heap or cut-checkpoints");
        }
        Drill.Kind kind = Words.read("drill", asked.drill(), Drill.Kind.class);
        Deployment deployment = runtime.deployments().get(context.pathParam("name"));
        Run run = ownRun(deployment);
        Drill begun = runtime.drills()
                .run(
                        deployment,
                        run.cluster(),
                        kind,
                        asked.process(),
                        Duration.ofSeconds(asked.seconds() == null ? 60 : asked.seconds()),
                        Guard.principal(context).username());
        audit.add(AuditNote.of(
                context, clock, "drill", deployment.name() + " " + asked.drill() + " " + begun.process(), "ok"));
        context.status(201);
        Answer.data(context, DrillView.of(begun));
    }

    /** Each by itself: what one refuses does not keep the others. */
    private void bulk(Context context) {
        Bulk asked = JsonBody.read(context, Bulk.class);
        List<String> names = asked.names();
        if (names == null || names.isEmpty() || names.size() > MOST_AT_ONCE) {
            throw ApiException.badData("names: write the names of 1 to " + MOST_AT_ONCE + " deployments");
        }
        String action = asked.action() == null ? "" : asked.action();
        boolean edits = List.of("copy", "move", "delete").contains(action);
        if (!edits && !List.of("start", "suspend", "cancel").contains(action)) {
            throw ApiException.badData(
                    "action: must be start, suspend, cancel, copy, move or delete, got \"" + action + "\"");
        }
        if (edits) {
            Guard.require(context, Permission.EDIT_DEPLOYMENTS);
        }
        List<BulkView> done = new ArrayList<>();
        for (String name : names) {
            String error = null;
            try {
                requireHere(context, name);
                one(action, name, asked, Guard.principal(context).username());
            } catch (SpecException | DeploymentException e) {
                error = String.valueOf(e.getMessage());
            }
            audit.add(AuditNote.of(
                    context, clock, action + " deployment", name, error == null ? "ok" : "refused: " + error));
            done.add(new BulkView(name, error == null, error));
        }
        Answer.data(context, done);
    }

    /** The permission was asked for in one workspace. */
    private void requireHere(Context context, String name) {
        String workspace = Guard.workspace(context);
        if (!runtime.deployments().get(name).workspace().equals(workspace)) {
            throw new SpecException("there is no deployment " + name + " in the workspace " + workspace);
        }
    }

    private void one(String action, String name, Bulk asked, String by) {
        switch (action) {
            case "start" -> {
                SoundProgram.require(runtime, name, null);
                runtime.deployments().start(name, null, null, by);
            }
            case "suspend" -> runtime.deployments().suspend(name, by);
            case "cancel" -> runtime.deployments().cancel(name, by);
            case "delete" -> runtime.delete(name);
            case "move" -> runtime.deployments().move(name, asked.folder() == null ? "" : asked.folder(), by);
            case "copy" -> {
                String as = name + (asked.suffix() == null ? "-copy" : asked.suffix());
                runtime.deployments().copy(name, as, by);
                if (asked.folder() != null) {
                    runtime.deployments().move(as, asked.folder(), by);
                }
            }
            default -> throw new SpecException("action: " + action + " is not known");
        }
    }
}
