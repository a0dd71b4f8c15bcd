package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.UpgradeStrategy;
import io.weir.runtime.reconcile.Milestone;
import io.weir.runtime.snapshot.Snapshot;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Weir that is killed (SIGKILL, a JVM of its own) in the middle of a start, a savepoint, a stop, an upgrade, a cancellation. The next
 * one finishes what was begun: nothing is lost, nothing doubled, no process is left over.
 */
class KilledWeirTest {
    private static final String NAME = "killed";

    @TempDir
    private Path data = Path.of(".");

    /** The Weir that is going to be killed: does one thing and stands still at a milestone. */
    static final class Doomed {
        private Doomed() {}

        public static void main(String[] words) throws Exception {
            Milestone milestone = Milestone.valueOf(words[2]);
            CountDownLatch never = new CountDownLatch(1);
            DeploymentHost host = new DeploymentHost(Path.of(words[0]), reached -> {
                if (reached == milestone) {
                    System.out.println("AT " + reached);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            switch (words[1]) {
                case "start" -> host.start(NAME);
                case "suspend" -> host.runtime.deployments().suspend(NAME, "ops");
                case "cancel" -> host.runtime.deployments().cancel(NAME, "ops");
                case "savepoint" -> {
                    host.await(NAME, CurrentState.RUNNING);
                    host.runtime
                            .reconciler()
                            .savepoint(host.runtime.deployments().get(NAME), "by hand", "ops");
                }
                case "upgrade" -> {
                    int other = 3 - host.runtime.deployments().get(NAME).draft().parallelism();
                    host.apply(NAME, "2.3.0", other, UpgradeStrategy.STATEFUL);
                    host.start(NAME);
                }
                default -> throw new IllegalArgumentException(words[1]);
            }
            TimeUnit.DAYS.sleep(1);
        }
    }

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void killedAtTheHeartOfEachActWhatWasBegunIsFinished() throws Exception {
        apply();
        killed("start", Milestone.START_DONE, CurrentState.RUNNING);
        killed("savepoint", Milestone.SAVEPOINT_ASKED, CurrentState.RUNNING);
        killed("upgrade", Milestone.STOP_ASKED, CurrentState.RUNNING);
        killed("suspend", Milestone.STOP_MADE, CurrentState.SUSPENDED);
    }

    @Test
    @Tag("soak")
    void killedAtEveryMilestoneWhatWasBegunIsFinished() throws Exception {
        apply();
        killed("start", Milestone.START_WRITTEN, CurrentState.RUNNING);
        for (Milestone milestone :
                List.of(Milestone.SAVEPOINT_WRITTEN, Milestone.SAVEPOINT_ASKED, Milestone.SAVEPOINT_MADE)) {
            killed("savepoint", milestone, CurrentState.RUNNING);
        }
        List<Milestone> stops = List.of(
                Milestone.STOP_WRITTEN,
                Milestone.STOP_ASKED,
                Milestone.STOP_MADE,
                Milestone.STOP_RECORDED,
                Milestone.RELEASED);
        List<Milestone> starts = List.of(
                Milestone.START_WRITTEN,
                Milestone.START_DONE,
                Milestone.START_SEEN,
                Milestone.START_WRITTEN,
                Milestone.START_DONE);
        for (int i = 0; i < stops.size(); i++) {
            killed("suspend", stops.get(i), CurrentState.SUSPENDED);
            killed("start", starts.get(i), CurrentState.RUNNING);
            killed("upgrade", stops.get(i), CurrentState.RUNNING);
        }
        for (Milestone milestone : List.of(Milestone.START_WRITTEN, Milestone.START_DONE, Milestone.START_SEEN)) {
            killed("upgrade", milestone, CurrentState.RUNNING);
        }
        killed("cancel", Milestone.CANCEL_WRITTEN, CurrentState.CANCELLED);
    }

    private void apply() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.apply(NAME, "2.3.0", 1, UpgradeStrategy.STATEFUL);
        }
    }

    private void killed(String what, Milestone milestone, CurrentState then) throws Exception {
        int runsBefore = runs();
        killAt(what, milestone);
        try (DeploymentHost host = new DeploymentHost(data)) {
            Deployment deployment = host.await(NAME, then);
            String story = what + " killed at " + milestone + "\n" + host.log(NAME);
            if (then == CurrentState.RUNNING) {
                assertThat(DeploymentHost.processes(NAME)).as(story).hasSize(2);
                host.awaitCounting(NAME, 0, 20);
            } else {
                assertThat(DeploymentHost.processes(NAME)).as(story).isEmpty();
            }
            boolean starts = what.equals("start") || what.equals("upgrade");
            assertThat(host.runs(NAME)).as(story).hasSize(runsBefore + (starts ? 1 : 0));
            assertThat(host.runs(NAME)).as(story).noneMatch(run -> run.state() == RunState.LOST);
            if (what.equals("savepoint")) {
                host.awaitNoSnapshotInTheMaking(NAME);
            }
            assertThat(host.runtime.reconciler().snapshots(deployment, 1000))
                    .as(story)
                    .allMatch(snapshot -> snapshot.state() == Snapshot.State.PRESENT);
            if (then != CurrentState.CANCELLED) {
                host.assertWhole(NAME);
            }
        }
    }

    private int runs() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            return host.runs(NAME).size();
        }
    }

    private void killAt(String what, Milestone milestone) throws Exception {
        Process weir = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        data.toString(),
                        what,
                        milestone.name())
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        boolean reached = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(weir.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                said.append(line).append('\n');
                reached = line.equals("AT " + milestone);
                line = reached ? null : lines.readLine();
            }
        } finally {
            weir.destroyForcibly().waitFor();
        }
        assertThat(reached).as(said.toString()).isTrue();
    }
}
