package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentException;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunLine;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.deployment.Words;
import io.weir.runtime.snapshot.Snapshot;
import io.weir.web.api.DeploymentTrail.Edited;
import io.weir.web.api.DeploymentTrail.Wished;
import io.weir.web.api.DeploymentView.RunView;
import io.weir.web.api.DeploymentView.SnapshotView;
import io.weir.web.api.DeploymentView.Version;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deployments: edited, published, started, stopped; their versions, runs and snapshots. */
final class DeploymentsApi {
    private static final String ONE = "/api/v1/deployments/{name}";

    private record Wanted(
            @Nullable String folder,
            @Nullable Map<String, String> labels,
            @Nullable String description,
            @Nullable JsonNode spec) {}

    private record Start(
            @Nullable Integer version,
            @Nullable String restore,
            @Nullable String snapshot,
            @Nullable Boolean allowNonRestored) {}

    private record Described(@Nullable String description) {}

    private record Named(@Nullable String name) {}

    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    DeploymentsApi(Runtime runtime, AuditTrail audit, Clock clock) {
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/deployments", this::list);
        routes.get(ONE, safely(context -> answer(context, runtime.deployments().get(name(context)))));
        routes.put(Permission.EDIT_DEPLOYMENTS, ONE, safely(this::apply));
        routes.delete(Permission.EDIT_DEPLOYMENTS, ONE, safely(this::delete));
        routes.post(Permission.EDIT_DEPLOYMENTS, ONE + "/publish", safely(this::publish));
        routes.get(ONE + "/export", safely(this::export));
        routes.get(ONE + "/versions", safely(this::versions));
        routes.delete(Permission.EDIT_DEPLOYMENTS, ONE + "/versions/{version}", safely(this::deleteVersion));
        routes.post(Permission.EDIT_DEPLOYMENTS, ONE + "/versions/{version}/draft", safely(this::copyVersion));
        routes.post(Permission.OPERATE_DEPLOYMENTS, ONE + "/start", safely(this::start));
        routes.post(Permission.OPERATE_DEPLOYMENTS, ONE + "/suspend", safely(this::suspend));
        routes.post(Permission.OPERATE_DEPLOYMENTS, ONE + "/cancel", safely(this::cancel));
        routes.post(Permission.EDIT_DEPLOYMENTS, ONE + "/clone", safely(this::copy));
        routes.get(ONE + "/runs", safely(this::runs));
        routes.get(ONE + "/runs/{number}/log", safely(this::log));
        routes.get(ONE + "/snapshots", safely(this::snapshots));
        routes.post(Permission.OPERATE_DEPLOYMENTS, ONE + "/snapshots", safely(this::savepoint));
        routes.delete(Permission.OPERATE_DEPLOYMENTS, ONE + "/snapshots/{id}", safely(this::deleteSavepoint));
    }

    /** What the runtime refuses, in the API's one shape. */
    static Handler safely(Handler handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (SpecException e) {
                throw ApiException.badData(String.valueOf(e.getMessage()));
            } catch (DeploymentException e) {
                String message = String.valueOf(e.getMessage());
                throw switch (e.kind()) {
                    case MISSING -> ApiException.notFound(message);
                    case CONFLICT -> ApiException.conflict(message);
                    case OUTDATED -> ApiException.outdated(message);
                };
            }
        };
    }

    private void list(Context context) {
        String workspace = Guard.workspace(context);
        Answer.data(
                context,
                runtime.deployments().all().stream()
                        .filter(deployment -> deployment.workspace().equals(workspace))
                        .map(deployment -> DeploymentView.of(deployment, runtime))
                        .toList());
    }

    private void answer(Context context, Deployment deployment) {
        context.header("ETag", "\"" + deployment.revision() + "\"");
        Answer.data(context, DeploymentView.of(deployment, runtime));
    }

    private void export(Context context) {
        context.contentType("application/yaml")
                .result(DeploymentYaml.write(runtime.deployments().get(name(context))));
    }

    private void apply(Context context) {
        Wanted wanted = YamlBody.read(context, Wanted.class);
        if (wanted == null) {
            throw ApiException.badData("the body is empty; write spec: and what should run");
        }
        if (wanted.spec() == null) {
            throw ApiException.badData("spec: say what should run, such as {artifact: {name: orders.jar, version: 1}}");
        }
        Long seen = context.header("If-Match") == null ? null : IfMatch.version(context);
        Draft draft = new Draft(
                Guard.workspace(context),
                name(context),
                wanted.folder() == null ? "" : wanted.folder(),
                wanted.labels() == null ? Map.of() : wanted.labels(),
                wanted.description() == null ? "" : wanted.description(),
                SpecJson.read(wanted.spec()));
        Edited before = runtime.deployments().all().stream()
                .filter(one -> one.name().equals(draft.name()))
                .map(Edited::of)
                .findFirst()
                .orElse(null);
        Deployment applied = runtime.deployments().apply(draft, seen, person(context));
        changed(
                context,
                "apply deployment",
                applied.name() + " revision " + applied.revision(),
                before,
                Edited.of(applied));
        answer(context, applied);
    }

    private void delete(Context context) {
        Edited before = Edited.of(runtime.deployments().get(name(context)));
        runtime.delete(name(context));
        changed(context, "delete deployment", name(context), before, null);
        Answer.done(context);
    }

    private void publish(Context context) {
        String description = JsonBody.read(context, Described.class).description();
        DeploymentVersion version =
                runtime.deployments().publish(name(context), description == null ? "" : description, person(context));
        note(context, "publish deployment", name(context) + " version " + version.number());
        Answer.data(context, Version.of(version));
    }

    private void versions(Context context) {
        Answer.data(
                context,
                runtime.deployments().versions(name(context)).stream()
                        .map(Version::of)
                        .toList());
    }

    private void deleteVersion(Context context) {
        int version = number(context, "version");
        Version before = Version.of(runtime.deployments().version(name(context), version));
        runtime.deployments().deleteVersion(name(context), version);
        changed(context, "delete deployment version", name(context) + " version " + version, before, null);
        Answer.done(context);
    }

    private void copyVersion(Context context) {
        int version = number(context, "version");
        Edited before = Edited.of(runtime.deployments().get(name(context)));
        Deployment changed = runtime.deployments().copyToDraft(name(context), version, person(context));
        changed(context, "copy version to draft", name(context) + " version " + version, before, Edited.of(changed));
        answer(context, changed);
    }

    private void start(Context context) {
        Start start = JsonBody.read(context, Start.class);
        SoundProgram.require(runtime, name(context), start.version());
        Wished before = Wished.of(runtime.deployments().get(name(context)));
        Deployment wished =
                runtime.deployments().start(name(context), start.version(), restore(start), person(context));
        changed(
                context,
                "start deployment",
                name(context) + " version " + wished.wish().version() + " restore "
                        + Words.of(wished.wish().restore().from()),
                before,
                Wished.of(wished));
        answer(context, wished);
    }

    private static @Nullable Restore restore(Start start) {
        if (start.restore() == null) {
            if (start.snapshot() != null || start.allowNonRestored() != null) {
                throw ApiException.badData(
                        "restore: say what to start from: none, latest-savepoint, latest-state or snapshot");
            }
            return null;
        }
        return new Restore(
                Words.read("restore", start.restore(), Restore.From.class),
                start.snapshot(),
                Boolean.TRUE.equals(start.allowNonRestored()));
    }

    private void suspend(Context context) {
        Wished before = Wished.of(runtime.deployments().get(name(context)));
        Deployment wished = runtime.deployments().suspend(name(context), person(context));
        changed(context, "suspend deployment", name(context), before, Wished.of(wished));
        answer(context, wished);
    }

    private void cancel(Context context) {
        Wished before = Wished.of(runtime.deployments().get(name(context)));
        Deployment wished = runtime.deployments().cancel(name(context), person(context));
        changed(context, "cancel deployment", name(context), before, Wished.of(wished));
        answer(context, wished);
    }

    private void copy(Context context) {
        String as = JsonBody.read(context, Named.class).name();
        if (as == null) {
            throw ApiException.badData("name: say what the clone is to be called");
        }
        Deployment made = runtime.deployments().copy(name(context), as, person(context));
        note(context, "clone deployment", name(context) + " as " + made.name());
        context.status(201);
        answer(context, made);
    }

    private void runs(Context context) {
        Answer.data(
                context,
                runtime.deployments().runs(name(context), Parameters.limit(context)).stream()
                        .map(RunView::of)
                        .toList());
    }

    private void log(Context context) {
        Run run = runtime.deployments().run(name(context), number(context, "number"));
        int after = Parameters.integer(context, "after", 0, 0, Integer.MAX_VALUE);
        List<RunLine> lines = runtime.deployments().lines(run, after, Parameters.limit(context));
        Answer.data(context, lines);
    }

    private void snapshots(Context context) {
        Deployment deployment = runtime.deployments().get(name(context));
        List<Run> runs = runtime.deployments().runs(deployment.name(), 1000);
        Answer.data(
                context,
                runtime.reconciler().snapshots(deployment, Parameters.limit(context)).stream()
                        .map(snapshot -> SnapshotView.of(snapshot, runs))
                        .toList());
    }

    private void savepoint(Context context) {
        String description = JsonBody.read(context, Described.class).description();
        Deployment deployment = runtime.deployments().get(name(context));
        Snapshot asked;
        try {
            asked = runtime.reconciler().savepoint(deployment, description == null ? "" : description, person(context));
        } catch (IOException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
        note(context, "make savepoint", name(context) + " " + asked.id());
        context.status(201);
        Answer.data(context, SnapshotView.of(asked, runtime.deployments().runs(deployment.name(), 100)));
    }

    private void deleteSavepoint(Context context) {
        Deployment deployment = runtime.deployments().get(name(context));
        String id = context.pathParam("id");
        try {
            Snapshot deleted = runtime.reconciler().deleteSavepoint(deployment, id);
            changed(
                    context,
                    "delete savepoint",
                    deployment.name() + " " + id,
                    SnapshotView.of(deleted, runtime.deployments().runs(deployment.name(), 100)),
                    null);
        } catch (IOException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
        Answer.done(context);
    }

    private static int number(Context context, String parameter) {
        String text = context.pathParam(parameter);
        if (!text.matches("\\d{1,9}")) {
            throw ApiException.badData(parameter + " must be a whole number, got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static String name(Context context) {
        return context.pathParam("name");
    }

    private static String person(Context context) {
        return Guard.principal(context).username();
    }

    private void changed(
            Context context, String what, String subject, @Nullable Object before, @Nullable Object after) {
        audit.add(AuditNote.changed(context, clock, what, subject, before, after));
    }

    private void note(Context context, String what, String subject) {
        audit.add(AuditNote.of(context, clock, what, subject, "ok"));
    }
}
