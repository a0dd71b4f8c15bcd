package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment on a session cluster that others share. */
class SessionDeploymentTest {
    private static final String NAME = "sharing";

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes("shared").forEach(ProcessHandle::destroyForcibly);
    }

    private static DeploymentSpec spec(DeploymentHost host) {
        return new DeploymentSpec(
                Mode.SESSION,
                "shared",
                null,
                new Program.Jar(
                        new ArtifactRef(DeploymentHost.JAR, 1),
                        "io.weir.demo.jobs.Counting",
                        List.of("--out", host.book(NAME).toString())),
                1,
                "1024m",
                "1024m",
                1,
                Map.of(),
                Map.of(),
                UpgradeStrategy.STATEFUL,
                Restore.From.LATEST_STATE,
                false,
                null);
    }

    @Test
    void goesOnAfterSuspensionAndAfterItsJobManagerDied() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.runtime.start(Hosting.spec("shared", 1, Map.of()), Hosting.SILENT);
            host.runtime.deployments().apply(new Draft(NAME, "", Map.of(), "", spec(host)), null, "ops");
            host.start(NAME);
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 50);
            assertThat(host.savepoint(NAME).state()).isEqualTo(Snapshot.State.PRESENT);

            host.runtime.deployments().suspend(NAME, "ops");
            host.await(NAME, CurrentState.SUSPENDED);
            host.assertWhole(NAME);
            host.runtime.deployments().start(NAME, null, null, "ops");
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 50);
            host.assertWhole(NAME);
            host.awaitCheckpoint(NAME);

            host.runtime.kill("shared", "jobmanager");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> host.runs(NAME).get(0).number() == 3);
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 50);
            assertThat(host.runs(NAME).get(0).restoredFrom()).contains("/chk-");
            assertThat(host.runs(NAME).get(1).state()).isEqualTo(RunState.LOST);
            host.runtime.deployments().cancel(NAME, "ops");
            host.await(NAME, CurrentState.CANCELLED);
        }
        assertThat(DeploymentHost.processes("shared")).isEmpty();
    }
}
