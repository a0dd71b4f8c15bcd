package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.drill.Drill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills on a real job that counts: each hurts, each is undone, and nothing is lost or doubled. */
class DrillsTest {
    private static final String NAME = "drilled";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
    }

    private static Drill drill(DeploymentHost host, Drill.Kind kind, int seconds) {
        Deployment deployment = host.runtime.deployments().get(NAME);
        return host.runtime.drills().run(deployment, NAME, kind, null, Duration.ofSeconds(seconds), "ops");
    }

    @Test
    void eachDrillHurtsIsUndoneAndLosesNothing() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.apply(NAME, "2.3.0", 1, UpgradeStrategy.STATEFUL);
            host.start(NAME);
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 20);

            cutCheckpointsComeBack(host);
            host.awaitCounting(NAME, 0, 20);

            Drill freeze = drill(host, Drill.Kind.FREEZE_TASKMANAGER, 3);
            assertThat(stateOf(freeze.pid())).isEqualTo("T");
            assertThatThrownBy(() -> drill(host, Drill.Kind.FILL_HEAP, 3))
                    .hasMessageContaining("runs on drilled already");
            Awaitility.await().atMost(PATIENCE).until(() -> !stateOf(freeze.pid())
                    .equals("T"));
            host.awaitCounting(NAME, 0, 20);

            drill(host, Drill.Kind.FILL_HEAP, 3);
            Awaitility.await().atMost(PATIENCE).until(this::noneRuns);
            host.awaitCounting(NAME, 0, 20);

            host.runtime.logLevels(NAME, Map.of("root", "DEBUG"));
            Path log = data.resolve("flink/clusters/" + NAME + "/log/jobmanager.log");
            Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(log)
                    .contains(" DEBUG "));

            drill(host, Drill.Kind.KILL_TASKMANAGER, 1);
            host.awaitCounting(NAME, 0, 50);

            host.runtime.deployments().suspend(NAME, "ops");
            host.await(NAME, CurrentState.SUSPENDED);
            host.assertWhole(NAME);
            assertThat(host.runtime.drills().of(NAME)).hasSize(4);
            assertThatThrownBy(() -> drill(host, Drill.Kind.FILL_HEAP, 3)).hasMessageContaining("does not run now");
        }
    }

    private void cutCheckpointsComeBack(DeploymentHost host) {
        Path checkpoints = data.resolve("flink/clusters/" + NAME + "/checkpoints");
        String job = host.runs(NAME).get(0).jobId();
        Awaitility.await().atMost(PATIENCE).until(() -> Files.isDirectory(checkpoints.resolve(job)));
        drill(host, Drill.Kind.CUT_CHECKPOINTS, 2);
        assertThat(checkpoints).isRegularFile();
        Awaitility.await().atMost(PATIENCE).until(() -> Files.isDirectory(checkpoints.resolve(job)));
    }

    private boolean noneRuns() {
        return Files.notExists(data.resolve("flink/drills/" + NAME + ".drill"));
    }

    private static String stateOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }
}
