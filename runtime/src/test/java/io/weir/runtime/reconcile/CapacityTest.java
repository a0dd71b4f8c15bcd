package io.weir.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.DesiredState;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.deployment.Status;
import io.weir.runtime.deployment.Wish;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final Books books = Books.inMemory();
    private final Map<String, Long> running = new HashMap<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final Capacity capacity = new Capacity(books, 8192L, () -> running, this::slots);

    private OptionalInt slots(String cluster) {
        Integer given = slots.get(cluster);
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    private static DeploymentSpec application(int parallelism) {
        return SpecJson.read(
                "{\"artifact\": {\"name\": \"a.jar\"}, \"parallelism\": %d, \"jobManager\": {\"memory\": \"1g\"}, \"taskManager\": {\"memory\": \"2048m\", \"slots\": 2}}"
                        .formatted(parallelism));
    }

    private static DeploymentSpec session(int parallelism) {
        return SpecJson.read(
                "{\"mode\": \"session\", \"session\": \"plain\", \"artifact\": {\"name\": \"a.jar\"}, \"parallelism\": %d}"
                        .formatted(parallelism));
    }

    /** A deployment, and its run when it has one. */
    private Deployment deployment(String name, DeploymentSpec spec, RunState state) {
        Deployment fresh = new Deployment(
                name,
                "default",
                name,
                "",
                Map.of(),
                "",
                spec,
                1,
                "ops",
                NOW,
                Wish.none("ops", NOW),
                Status.initial(NOW));
        books.deployments().add(fresh);
        books.deployments().add(new DeploymentVersion(name, 1, spec, "", "ops", NOW));
        String cluster = spec.mode() == Mode.APPLICATION ? name : String.valueOf(spec.session());
        books.runs()
                .put(new Run(
                        "run-" + name,
                        name,
                        1,
                        1,
                        spec.mode(),
                        cluster,
                        "job",
                        state,
                        null,
                        false,
                        null,
                        NOW,
                        null,
                        null,
                        null));
        books.deployments().status(name, fresh.status().become(CurrentState.RUNNING, "run-" + name, null, NOW));
        return books.deployments().find(name).orElseThrow();
    }

    @Test
    void clustersThatRunAndThoseOnTheirWayAreCountedOnceAndOwnOnesNotAtAll() {
        running.put("hosted", 2048L);
        running.put("runs", 3072L);
        deployment("runs", application(2), RunState.RUNNING);
        Deployment asking = deployment("asks", application(4), RunState.CANCELLED);

        assertThat(capacity.lack(asking, application(1))).isEmpty();
        assertThat(capacity.lack(asking, application(2))).isEmpty();
        assertThat(capacity.lack(asking, application(4)))
                .contains("its JobManager and 2 TaskManagers need 5120 MiB; of the 8192 MiB that clusters may take here"
                        + " (deployments.memory) 5120 are taken: hosted 2048, runs 3072; suspend another one, ask for less,"
                        + " or allow more");

        Deployment runs = books.deployments().find("runs").orElseThrow();
        assertThat(capacity.lack(runs, application(4))).isEmpty();

        deployment("starts", application(2), RunState.STARTING);
        assertThat(capacity.lack(asking, application(2)).orElseThrow()).contains("hosted 2048, runs 3072, starts 3072");
    }

    @Test
    void nobodyIsRefusedWithoutALimit() {
        running.put("hosted", 1_000_000L);
        Capacity endless = new Capacity(books, null, () -> running, cluster -> OptionalInt.empty());
        assertThat(endless.lack(deployment("asks", application(64), RunState.CANCELLED), application(64)))
                .isEmpty();
    }

    @Test
    void jobsOnASessionClusterNeedSlotsThatNoOtherDeploymentHas() {
        slots.put("plain", 8);
        Deployment asking = deployment("asks", session(1), RunState.CANCELLED);
        assertThat(capacity.lack(asking, session(8))).isEmpty();
        assertThat(capacity.lack(asking, session(9)))
                .contains("parallelism 9 needs as many slots; of the 8 of cluster plain deployments have 0; lower the"
                        + " parallelism, give the cluster more TaskManagers, or suspend another one");

        deployment("starts", session(3), RunState.STARTING);
        Deployment runs = deployment("runs", session(4), RunState.RUNNING);
        assertThat(capacity.lack(asking, session(1))).isEmpty();
        assertThat(capacity.lack(asking, session(2)).orElseThrow()).contains("deployments have 7: runs 4, starts 3;");
        assertThat(capacity.lack(runs, session(5))).isEmpty();
        assertThat(capacity.lack(runs, session(6))).isPresent();
    }

    @Test
    void whatIsOnItsWayToALargerVersionHasTheRoomOfBoth() {
        Deployment grows = deployment("grows", application(2), RunState.RUNNING);
        books.deployments().add(new DeploymentVersion("grows", 2, application(4), "", "ops", NOW));
        Deployment asking = deployment("asks", application(2), RunState.CANCELLED);
        assertThat(capacity.lack(asking, application(4))).isEmpty();

        books.deployments()
                .wish(
                        "grows",
                        grows.wish().next(DesiredState.RUNNING, 2, Restore.of(Restore.From.LATEST_STATE), "ops", NOW));
        assertThat(capacity.lack(asking, application(4)).orElseThrow()).contains("5120 are taken: grows 5120");

        // Between what ran and what will.
        books.deployments().status("grows", grows.status().become(CurrentState.TRANSITIONING, null, null, NOW));
        assertThat(capacity.lack(asking, application(4)).orElseThrow()).contains("5120 are taken: grows 5120");
    }

    @Test
    void clustersElsewhereMayGrow() {
        assertThat(capacity.lack(deployment("asks", session(1), RunState.CANCELLED), session(500)))
                .isEmpty();
    }
}
