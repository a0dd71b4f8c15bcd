package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunLine;
import io.weir.runtime.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment through its life on a real Flink, in application mode. */
class ApplicationDeploymentTest {
    @TempDir
    private Path data = Path.of(".");

    @Test
    void startsSavesSuspendsAndGoesOn() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.apply("counting", Map.of());
            host.runtime.deployments().publish("counting", "first", "ops");
            host.runtime.deployments().start("counting", null, null, "ops");
            host.await("counting", CurrentState.RUNNING);
            Snapshot asked = host.savepoint("counting");
            assertThat(asked.state()).isEqualTo(Snapshot.State.PRESENT);
            host.runtime.deployments().suspend("counting", "ops");
            host.await("counting", CurrentState.SUSPENDED);
            host.runtime.deployments().start("counting", null, null, "ops");
            host.await("counting", CurrentState.RUNNING);
            List<Run> runs = host.runtime.deployments().runs("counting", 10);
            for (Run run : runs) {
                for (RunLine line : host.runtime.deployments().lines(run, 0, 1000)) {
                    System.out.println(run.number() + " " + line);
                }
            }
            assertThat(runs).hasSize(2);
            assertThat(runs.get(0).restoredFrom()).isNotNull();
            host.runtime.deployments().cancel("counting", "ops");
            host.await("counting", CurrentState.CANCELLED);
        }
    }
}
