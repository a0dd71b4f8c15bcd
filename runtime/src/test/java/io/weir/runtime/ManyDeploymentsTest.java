package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.SelfMetric;
import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.driver.local.LocalClusterSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty deployments on a session cluster and six on clusters of their own, of which nothing changes. What that costs is measured by the bench. */
@Tag("soak")
class ManyDeploymentsTest {
    private static final int SHARED = 50;
    private static final int OWN = 6;

    /** Fifty jobs that start on two cores keep Flink's own threads waiting longer than it would bear. */
    private static final Map<String, String> PATIENT =
            Map.of("heartbeat.timeout", "5 min", "pekko.ask.timeout", "2 min", "taskmanager.slot.timeout", "2 min");

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes("shared").forEach(ProcessHandle::destroyForcibly);
        for (int i = 0; i < OWN; i++) {
            DeploymentHost.processes("own-" + i).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static DeploymentSpec spec(DeploymentHost host, String name, Mode mode) {
        boolean own = mode == Mode.APPLICATION;
        return new DeploymentSpec(
                mode,
                own ? null : "shared",
                own ? "2.3.0" : null,
                new Program.Jar(
                        new ArtifactRef(DeploymentHost.JAR, 1),
                        "io.weir.demo.jobs.Counting",
                        List.of("--out", host.book(name).toString(), "--leisurely")),
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
    void manyAreLookedAfterAndNothingIsDoneWhenNothingChanges() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.runtime.start(
                    new LocalClusterSpec("shared", Hosting.FLINK, 1, SHARED, "1600m", "3g", PATIENT), Hosting.SILENT);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < OWN + SHARED; i++) {
                boolean own = i < OWN;
                String name = own ? "own-" + i : "shared-" + (i - OWN);
                names.add(name);
                DeploymentSpec spec = spec(host, name, own ? Mode.APPLICATION : Mode.SESSION);
                host.runtime.deployments().apply(new Draft(name, "", Map.of(), "", spec), null, "ops");
                host.start(name);
                if (own || i % 10 == 0) {
                    awaitRunning(host); // All at once, Flink's own heartbeats time out on two cores.
                }
            }
            awaitRunning(host);

            List<Deployment> before = host.runtime.deployments().all();
            double looks = reading(host, "weir_deployment_turns_total");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> reading(host, "weir_deployment_turns_total") >= looks + 10.0 * names.size());

            // Each was looked at about ten times, and nothing was done or written.
            assertThat(host.runtime.deployments().all()).isEqualTo(before);
            assertThat(names).allSatisfy(name -> assertThat(host.runs(name)).hasSize(1));
            assertThat(reading(host, "weir_deployment_turn_failures_total")).isZero();
            names.forEach(name -> host.runtime.deployments().cancel(name, "ops"));
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> host.runtime.deployments().all().stream()
                    .allMatch(one -> one.status().state() == CurrentState.CANCELLED));
        }
    }

    private static void awaitRunning(DeploymentHost host) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    List<Deployment> all = host.runtime.deployments().all();
                    // One that gave up will not run by being waited for.
                    assertThat(all).noneMatch(one -> one.status().state() == CurrentState.FAILED);
                    return all.stream()
                            .allMatch(one -> one.status().state() == CurrentState.RUNNING && !one.hasOpenWish());
                });
    }

    private static double reading(DeploymentHost host, String metric) {
        return host.runtime.reconciler().selfMetrics().stream()
                .filter(one -> one.name().equals(metric))
                .mapToDouble(SelfMetric::value)
                .sum();
    }
}
