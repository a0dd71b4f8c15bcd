package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.artifact.ArtifactVersion;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentException;
import io.weir.runtime.sql.SqlDebug;
import io.weir.runtime.workspace.Workspace;

/** Finds the workspaces of what is hosted here by the path that a handler sees; what is not there yet is the asked one's. */
final class HostedWorkspaces {
    private final Runtime runtime;

    HostedWorkspaces(Runtime runtime) {
        this.runtime = runtime;
    }

    /** The one that the query names, the default one unless it names one. */
    static String asked(Context context) {
        String name = Parameters.text(context, "workspace");
        if (name == null) {
            return Workspace.DEFAULT;
        }
        try {
            return new Workspace(name).name();
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("workspace: " + e.getMessage());
        }
    }

    String ofDeployment(Context context) {
        if (!context.pathParamMap().containsKey("name")) {
            return asked(context);
        }
        try {
            return runtime.deployments().get(context.pathParam("name")).workspace();
        } catch (DeploymentException e) {
            return asked(context);
        }
    }

    String ofArtifact(Context context) {
        if (!context.pathParamMap().containsKey("name")) {
            return asked(context);
        }
        String name = context.pathParam("name");
        return runtime.artifacts().all().stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst()
                .map(ArtifactVersion::workspace)
                .orElseGet(() -> asked(context));
    }

    String ofDebug(Context context) {
        if (!context.pathParamMap().containsKey("id")) {
            return asked(context);
        }
        return runtime.debugs()
                .find(context.pathParam("id"))
                .map(SqlDebug::workspace)
                .orElseGet(() -> asked(context));
    }

    /** A deployment's own cluster is the deployment's; all others are the default workspace's. */
    String ofCluster(Context context) {
        String cluster = context.pathParam("cluster");
        return runtime.deployments().all().stream()
                .filter(deployment -> deployment.name().equals(cluster))
                .findFirst()
                .map(Deployment::workspace)
                .orElse(Workspace.DEFAULT);
    }
}
