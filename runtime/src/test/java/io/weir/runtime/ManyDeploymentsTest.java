package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.driver.local.LocalClusterSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
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

/** Fifty deployments on a session cluster and six on clusters of their own, of which nothing changes: what looking after them costs. */
@Tag("soak")
class ManyDeploymentsTest {
    private static final int SHARED = 50;
    private static final int OWN = 6;
    private static final Duration MEASURED = Duration.ofSeconds(60);

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
                        List.of("--out", host.book(name).toString())),
                1,
                "768m",
                "768m",
                1,
                Map.of(),
                Map.of(),
                UpgradeStrategy.STATEFUL,
                Restore.From.LATEST_STATE,
                false,
                null);
    }

    @Test
    void lookingAfterManyCostsLittle() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.runtime.start(
                    new LocalClusterSpec("shared", Hosting.FLINK, 1, SHARED, "1600m", "3g", Map.of()), Hosting.SILENT);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < OWN + SHARED; i++) {
                boolean own = i < OWN;
                String name = own ? "own-" + i : "shared-" + (i - OWN);
                names.add(name);
                DeploymentSpec spec = spec(host, name, own ? Mode.APPLICATION : Mode.SESSION);
                host.runtime.deployments().apply(new Draft(name, "", Map.of(), "", spec), null, "ops");
                host.start(name);
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(12))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> host.runtime.deployments().all().stream()
                            .allMatch(one -> one.status().state() == CurrentState.RUNNING && !one.hasOpenWish()));

            Map<String, Long> before = cpu();
            long begin = System.nanoTime();
            // What is measured is this time.
            java.util.concurrent.TimeUnit.SECONDS.sleep(MEASURED.toSeconds());
            double seconds = (System.nanoTime() - begin) / 1e9;
            double loops = share(before, cpu(), "weir-deployments", seconds);
            double http = share(before, cpu(), "HttpClient", seconds);
            System.out.printf(
                    "%d deployments, %d of them on clusters of their own: loops %.2f %% of a core, their HTTP %.2f %%, %s%n",
                    OWN + SHARED, OWN, loops, http, host.runtime.reconciler().selfMetrics());
            assertThat(loops + http).as("percent of one core").isLessThan(4.0);
            names.forEach(name -> host.runtime.deployments().cancel(name, "ops"));
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> host.runtime.deployments().all().stream()
                    .allMatch(one -> one.status().state() == CurrentState.CANCELLED));
        }
    }

    /** CPU nanoseconds of each thread by its name and id. */
    private static Map<String, Long> cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> cpu = new java.util.HashMap<>();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null) {
                cpu.put(info.getThreadName() + "#" + info.getThreadId(), threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return cpu;
    }

    private static double share(Map<String, Long> before, Map<String, Long> after, String prefix, double seconds) {
        long nanos = after.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
                .sum();
        return nanos / 1e9 / seconds * 100;
    }
}
