package io.weir.runtime.deployment;

/**
 * Where a deployment's job runs
 * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/overview/#deployment-modes">deployment
 * modes</a>).
 */
public enum Mode {
    /** On a cluster of its own, which begins and ends with the job. */
    APPLICATION,
    /** On a cluster that others share. */
    SESSION
}
