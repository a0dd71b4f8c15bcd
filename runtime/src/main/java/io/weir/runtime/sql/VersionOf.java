package io.weir.runtime.sql;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.distribution.FlinkVersion;
import java.io.IOException;

/** Tells the version of Flink that a spec runs on. Thread-safe. */
@FunctionalInterface
public interface VersionOf {
    /**
     * @throws IOException when the cluster that it runs on does not tell
     */
    FlinkVersion of(DeploymentSpec spec) throws IOException;
}
