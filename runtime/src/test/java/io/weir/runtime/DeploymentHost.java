package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Run;
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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** A runtime with a jar to deploy, and what tests ask of it. */
final class DeploymentHost implements AutoCloseable {
    static final String JAR = "jobs.jar";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final Runtime runtime;
    private final Path data;

    DeploymentHost(Path data) throws IOException {
        this(data, milestone -> {});
    }

    DeploymentHost(Path data, Consumer<Milestone> milestones) throws IOException {
        this(new RuntimeConfig(data), milestones);
    }

    DeploymentHost(RuntimeConfig config, Consumer<Milestone> milestones) throws IOException {
        this.data = config.dataDirectory();
        runtime = Runtime.open(config, signal -> {}, Clock.systemUTC(), milestones);
        if (runtime.artifacts().all().isEmpty()) {
            Path jar = DemoJar.in(data);
            try (InputStream in = Files.newInputStream(jar)) {
                runtime.artifacts().upload("default", JAR, in, "ops");
            }
        }
        runtime.reconcile(name -> Optional.empty(), name -> Optional.empty());
    }

    static DeploymentSpec spec(String flink, int parallelism, UpgradeStrategy upgrade, List<String> arguments) {
        return new DeploymentSpec(
                Mode.APPLICATION,
                null,
                flink,
                new Program.Jar(new ArtifactRef(JAR, 1), "io.weir.demo.jobs.Counting", arguments),
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

    /** Where the counting job of a deployment writes what it counts. */
    Path book(String name) {
        return data.resolve("books").resolve(name);
    }

    Deployment apply(String name, String flink, int parallelism, UpgradeStrategy upgrade) {
        DeploymentSpec spec =
                spec(flink, parallelism, upgrade, List.of("--out", book(name).toString()));
        return runtime.deployments().apply(new Draft(name, "", Map.of(), "", spec), null, "ops");
    }

    /** Publishes the draft and has it run. */
    void start(String name) {
        runtime.deployments().publish(name, "", "ops");
        runtime.deployments().start(name, null, null, "ops");
    }

    /** The numbers of one key, in the order in which they were counted. */
    List<Long> counted(String name, long key) throws IOException {
        Path file = book(name).resolve("book-" + key + ".txt");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    /** Waits until the count has grown. */
    void awaitCounting(String name, long key, int more) throws IOException {
        int before = counted(name, key).size();
        Awaitility.await().atMost(PATIENCE).until(() -> counted(name, key).size() >= before + more);
    }

    /** Every number once, from the first on: nothing was lost, nothing doubled. */
    void assertWhole(String name) throws IOException {
        for (long key = 0; key < 2; key++) {
            long first = key * 500_000_000_000L;
            List<Long> counted = counted(name, key);
            assertThat(counted)
                    .as("numbers of key " + key)
                    .isEqualTo(LongStream.range(first, first + counted.size())
                            .boxed()
                            .toList());
        }
    }

    List<Run> runs(String name) {
        return runtime.deployments().runs(name, 100);
    }

    /** What a run's log says, for the message of a failure. */
    String log(String name) {
        return runs(name).stream()
                .flatMap(run -> runtime.deployments().lines(run, 0, 1000).stream()
                        .map(line -> run.number() + " " + line.at() + " " + line.text()))
                .collect(Collectors.joining("\n"));
    }

    /** The processes of a deployment's cluster on this machine, whoever started them. */
    static List<ProcessHandle> processes(String cluster) {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.info().commandLine().orElse("").contains("-Dweir.cluster=" + cluster + " "))
                .toList();
    }

    Deployment await(String name, CurrentState state) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            Deployment deployment = runtime.deployments().get(name);
            assertThat(deployment.status().state())
                    .as(deployment.status() + "\n" + log(name))
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

    /** Waits until the newest run has a checkpoint of its own on disk: until then there is nothing that a later run could begin with. */
    void awaitCheckpoint(String name) {
        Deployment deployment = runtime.deployments().get(name);
        String run = runs(name).get(0).id();
        Awaitility.await().atMost(PATIENCE).until(() -> runtime.reconciler().snapshots(deployment, 1000).stream()
                .anyMatch(snapshot -> snapshot.kind() == Snapshot.Kind.CHECKPOINT
                        && snapshot.runId().equals(run)));
    }

    void awaitNoSnapshotInTheMaking(String name) {
        Deployment deployment = runtime.deployments().get(name);
        Awaitility.await().atMost(PATIENCE).until(() -> runtime.reconciler().snapshots(deployment, 1000).stream()
                .noneMatch(snapshot -> snapshot.state() == Snapshot.State.CREATING));
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
