package io.weir.runtime.driver;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Run;
import java.nio.file.Path;

/**
 * A run with all that its start needs; made anew from what is stored, it is the same each time.
 *
 * @param jar the artifact's file
 */
public record RunPlan(Run run, DeploymentSpec spec, Path jar) {}
