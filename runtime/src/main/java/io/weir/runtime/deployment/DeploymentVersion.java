package io.weir.runtime.deployment;

import java.time.Instant;

/** A frozen spec. Numbers begin at 1 and are not used again. */
public record DeploymentVersion(
        String deploymentId, int number, DeploymentSpec spec, String description, String by, Instant at) {
    public DeploymentVersion {
        if (description.length() > 2000) {
            throw new SpecException("description: at most 2000 characters, got " + description.length());
        }
    }
}
