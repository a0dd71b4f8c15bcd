package io.weir.runtime.deployment;

import io.weir.runtime.workspace.Workspace;
import java.util.Map;

/**
 * What people edit of a deployment.
 *
 * @param workspace whose a new deployment is; one that is there stays where it is
 */
public record Draft(
        String workspace,
        String name,
        String folder,
        Map<String, String> labels,
        String description,
        DeploymentSpec spec) {
    public Draft {
        labels = Map.copyOf(labels);
    }

    /** In the workspace that there always is. */
    public Draft(String name, String folder, Map<String, String> labels, String description, DeploymentSpec spec) {
        this(Workspace.DEFAULT, name, folder, labels, description, spec);
    }

    /** A deployment's own, with another spec. */
    static Draft of(Deployment known, DeploymentSpec spec) {
        return new Draft(known.workspace(), known.name(), known.folder(), known.labels(), known.description(), spec);
    }
}
