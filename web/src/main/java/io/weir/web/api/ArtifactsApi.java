package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.artifact.ArtifactException;
import io.weir.runtime.artifact.ArtifactVersion;
import io.weir.runtime.deployment.ArtifactRef;
import io.weir.web.api.DeploymentView.ArtifactView;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The jars and Python files that deployments run. A file comes as the body itself: a form of many parts would be another parser to guard. */
final class ArtifactsApi {
    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    ArtifactsApi(Runtime runtime, AuditTrail audit, Clock clock) {
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/artifacts", this::list);
        routes.post(Permission.EDIT_DEPLOYMENTS, "/api/v1/artifacts/{name}", this::upload);
        routes.delete(Permission.EDIT_DEPLOYMENTS, "/api/v1/artifacts/{name}/{version}", this::delete);
    }

    private void list(Context context) {
        String workspace = Guard.workspace(context);
        Answer.data(
                context,
                runtime.artifacts().all().stream()
                        .filter(artifact -> artifact.workspace().equals(workspace))
                        .map(this::view)
                        .toList());
    }

    private ArtifactView view(ArtifactVersion artifact) {
        return ArtifactView.of(
                artifact, runtime.deployments().users(new ArtifactRef(artifact.name(), artifact.version())));
    }

    private void upload(Context context) {
        String name = context.pathParam("name");
        String type = context.contentType();
        String wanted = name.endsWith(".jar") ? "application/java-archive" : "application/octet-stream";
        if (type == null || !type.startsWith(wanted)) {
            throw ApiException.badData("the content type must be " + wanted + ", and the body the file itself");
        }
        try {
            long length = context.req().getContentLengthLong();
            if (length > runtime.artifacts().largest()) {
                throw new ArtifactException(
                        ArtifactException.Kind.TOO_LARGE,
                        "the file has " + length + " bytes; at most "
                                + runtime.artifacts().largest() + " are taken");
            }
            ArtifactVersion made = runtime.artifacts()
                    .upload(
                            Guard.workspace(context),
                            name,
                            context.bodyInputStream(),
                            Guard.principal(context).username());
            audit.add(AuditNote.of(context, clock, "upload artifact", name + " version " + made.version(), "ok"));
            context.status(201);
            Answer.data(context, view(made));
        } catch (ArtifactException e) {
            audit.add(AuditNote.of(context, clock, "upload artifact", "refused", "refused"));
            throw refused(e);
        } catch (IOException e) {
            throw ApiException.badData("the upload ended before its time, or cannot be stored: " + e.getMessage());
        }
    }

    private void delete(Context context) {
        String name = context.pathParam("name");
        String text = context.pathParam("version");
        if (!text.matches("\\d{1,9}")) {
            throw ApiException.badData("version must be a whole number, got \"" + text + "\"");
        }
        int version = Integer.parseInt(text);
        if (runtime.artifacts().find(name, version).isEmpty()) {
            throw ApiException.notFound("there is no version " + version + " of " + name);
        }
        try {
            runtime.artifacts().delete(name, version, (jar, number) -> users(jar, number));
        } catch (ArtifactException e) {
            throw refused(e);
        }
        audit.add(AuditNote.of(context, clock, "delete artifact", name + " version " + version, "ok"));
        Answer.done(context);
    }

    private List<String> users(String name, int version) {
        return runtime.deployments().users(new ArtifactRef(name, version));
    }

    private static ApiException refused(ArtifactException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case BAD -> ApiException.badData(message);
            case TOO_LARGE -> ApiException.tooLarge(message);
            case CONFLICT -> ApiException.conflict(message);
        };
    }
}
