package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.reconcile.Milestone;
import io.weir.runtime.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A runtime with a jar to deploy, and what tests ask of it. */
final class DeploymentHost implements AutoCloseable {
    static final String JAR = "jobs.jar";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final Runtime runtime;

    DeploymentHost(Path data) throws IOException {
        this(data, milestone -> {});
    }

    DeploymentHost(Path data, Consumer<Milestone> milestones) throws IOException {
        runtime = Runtime.open(new RuntimeConfig(data), signal -> {}, Clock.systemUTC(), milestones);
        if (runtime.artifacts().all().isEmpty()) {
            Path jar = DemoJar.in(data);
            try (InputStream in = Files.newInputStream(jar)) {
                runtime.artifacts().upload(JAR, in, "ops");
            }
        }
        runtime.reconcile(name -> Optional.empty(), name -> Optional.empty());
    }

    static DeploymentSpec spec(String flink, int parallelism, UpgradeStrategy upgrade, List<String> arguments) {
        return new DeploymentSpec(
                Mode.APPLICATION,
                null,
                flink,
                new ArtifactRef(JAR, 1),
                "io.weir.demo.jobs.Orders",
                arguments,
                parallelism,
                "1024m",
                "1024m",
                2,
                Map.of(),
                Map.of(),
                upgrade,
                Restore.From.LATEST_STATE,
                false,
                null);
    }

    void apply(String name, Map<String, String> labels) {
        runtime.deployments()
                .apply(
                        new Draft(name, "", labels, "", spec("2.3.0", 1, UpgradeStrategy.STATEFUL, List.of())),
                        null,
                        "ops");
    }

    Deployment await(String name, CurrentState state) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            Deployment deployment = runtime.deployments().get(name);
            assertThat(deployment.status().state())
                    .as(deployment.status().toString())
                    .isEqualTo(state);
            assertThat(deployment.hasOpenWish()).isFalse();
        });
        return runtime.deployments().get(name);
    }

    Snapshot savepoint(String name) throws IOException {
        Deployment deployment = runtime.deployments().get(name);
        Snapshot asked = runtime.reconciler().savepoint(deployment, "by hand", "ops");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> snapshot(deployment, asked.id()).state() != Snapshot.State.CREATING);
        return snapshot(deployment, asked.id());
    }

    Snapshot snapshot(Deployment deployment, String id) {
        return runtime.reconciler().snapshots(deployment, 1000).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
