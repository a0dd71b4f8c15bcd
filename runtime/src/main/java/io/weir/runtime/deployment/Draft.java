package io.weir.runtime.deployment;

import java.util.Map;

/** What people edit of a deployment. */
public record Draft(String name, String folder, Map<String, String> labels, String description, DeploymentSpec spec) {
    public Draft {
        labels = Map.copyOf(labels);
    }
}
