package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentException;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.snapshot.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment through its life on a real Flink in application mode, with a job that counts. */
class ApplicationDeploymentTest {
    private static final String NAME = "counting";

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "1.20.5"})
    void wholeLifeWithoutLosingOrDoublingANumber(String flink) throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.apply(NAME, flink, 1, UpgradeStrategy.STATEFUL);
            host.start(NAME);
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 50);

            assertThat(host.savepoint(NAME).state()).isEqualTo(Snapshot.State.PRESENT);

            host.runtime.deployments().suspend(NAME, "ops");
            host.await(NAME, CurrentState.SUSPENDED);
            assertThat(DeploymentHost.processes(NAME)).isEmpty();
            int before = host.counted(NAME, 0).size();
            host.assertWhole(NAME);

            host.runtime.deployments().start(NAME, null, null, "ops");
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 50);
            assertThat(host.runs(NAME).get(0).restoredFrom()).contains("savepoint-");

            rescaleKeepsTheState(host, flink);
            rollBackKeepsTheState(host);
            host.runtime.deployments().suspend(NAME, "ops");
            host.await(NAME, CurrentState.SUSPENDED);
            host.assertWhole(NAME);
            assertThat(host.counted(NAME, 0)).hasSizeGreaterThan(before + 100);

            cloneIsAnotherOne(host);
            host.runtime.delete(NAME);
            assertThatThrownBy(() -> host.runtime.deployments().get(NAME)).isInstanceOf(DeploymentException.class);
        }
    }

    private static void rescaleKeepsTheState(DeploymentHost host, String flink) throws Exception {
        host.apply(NAME, flink, 2, UpgradeStrategy.STATEFUL);
        host.start(NAME);
        Deployment scaled = host.await(NAME, CurrentState.RUNNING);
        assertThat(scaled.wish().version()).isEqualTo(2);
        host.awaitCounting(NAME, 0, 50);
        assertThat(host.runs(NAME).get(0).version()).isEqualTo(2);
    }

    private static void rollBackKeepsTheState(DeploymentHost host) throws Exception {
        host.runtime.deployments().start(NAME, 1, null, "ops");
        host.await(NAME, CurrentState.RUNNING);
        host.awaitCounting(NAME, 0, 50);
        Run back = host.runs(NAME).get(0);
        assertThat(back.version()).isEqualTo(1);
        assertThat(back.restoredFrom()).contains("savepoint-");
        assertThatThrownBy(() -> host.runtime.delete(NAME)).hasMessageContaining("cancel or suspend it first");
    }

    private static void cloneIsAnotherOne(DeploymentHost host) {
        Deployment copy = host.runtime.deployments().copy(NAME, "counting-too", "ops");
        assertThat(copy.draft()).isEqualTo(host.runtime.deployments().get(NAME).draft());
        assertThat(copy.wish().number()).isZero();
        host.runtime.delete("counting-too");
    }

    @Test
    void statelessUpgradeBeginsEmptyAndStateIsNeverForgottenByAccident() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.apply(NAME, "2.3.0", 1, UpgradeStrategy.STATEFUL);
            host.start(NAME);
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 0, 20);
            host.apply(NAME, "2.3.0", 2, UpgradeStrategy.STATELESS);
            host.start(NAME);
            host.await(NAME, CurrentState.RUNNING);
            host.awaitCounting(NAME, 1, 20);
            assertThat(host.runs(NAME).get(0).restoredFrom()).isNull();
            host.awaitCheckpoint(NAME);

            host.runtime.deployments().cancel(NAME, "ops");
            host.await(NAME, CurrentState.CANCELLED);

            host.runtime.deployments().start(NAME, null, Restore.of(Restore.From.LATEST_SAVEPOINT), "ops");
            Deployment refused = host.await(NAME, CurrentState.CANCELLED);
            assertThat(refused.status().note()).contains("it has no savepoint").contains("restore: none");

            host.runtime.deployments().start(NAME, null, Restore.of(Restore.From.LATEST_STATE), "ops");
            host.await(NAME, CurrentState.RUNNING);
            assertThat(host.runs(NAME).get(0).restoredFrom()).contains("/chk-");
            host.runtime.deployments().cancel(NAME, "ops");
            host.await(NAME, CurrentState.CANCELLED);
        }
    }
}
