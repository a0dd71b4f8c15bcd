package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.drill.Drill;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.session.FlinkJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills on a real job that restarts for ever: each hurts, each is undone, and the job is well again. */
class DrillsTest {
    private static final String NAME = "drilled";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes(NAME).forEach(ProcessHandle::destroyForcibly);
    }

    private static Draft draft() {
        ObjectNode spec = new ObjectMapper().createObjectNode();
        spec.putObject("sql").put("script", """
                SET 'execution.checkpointing.interval' = '500 ms';
                SET 'restart-strategy.type' = 'fixed-delay';
                SET 'restart-strategy.fixed-delay.attempts' = '1000';
                SET 'restart-strategy.fixed-delay.delay' = '500 ms';
                CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
                CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');
                INSERT INTO nowhere SELECT n FROM numbers;
                """);
        return new Draft(NAME, "", Map.of(), "", SpecJson.read(spec));
    }

    private static Drill drill(DeploymentHost host, Drill.Kind kind, int seconds) {
        Deployment deployment = host.runtime.deployments().get(NAME);
        return host.runtime.drills().run(deployment, NAME, kind, null, Duration.ofSeconds(seconds), "ops");
    }

    private static void awaitWell(DeploymentHost host) {
        String job = host.runs(NAME).get(0).jobId();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            FlinkJobs jobs = new FlinkJobs(host.runtime.rest(NAME).orElseThrow());
            var state = jobs.state(job).orElseThrow();
            return state.status().equals("RUNNING") && state.running();
        });
        assertThat(host.runs(NAME)).as(host.log(NAME)).hasSize(1);
    }

    @Test
    void eachDrillHurtsIsUndoneAndTheJobIsWellAgain() throws Exception {
        try (DeploymentHost host = new DeploymentHost(data)) {
            host.runtime.deployments().apply(draft(), null, "ops");
            host.start(NAME);
            host.await(NAME, CurrentState.RUNNING);

            Path checkpoints = data.resolve("flink/clusters/" + NAME + "/checkpoints");
            Path ofJob = checkpoints.resolve(host.runs(NAME).get(0).jobId());
            Awaitility.await().atMost(PATIENCE).until(() -> Files.isDirectory(ofJob));
            drill(host, Drill.Kind.CUT_CHECKPOINTS, 10);
            assertThat(checkpoints).isRegularFile();
            Awaitility.await().atMost(PATIENCE).until(() -> Files.isDirectory(ofJob));
            awaitWell(host);

            // Shorter than the heartbeat's ten seconds, so that the job outlives it.
            Drill freeze = drill(host, Drill.Kind.FREEZE_TASKMANAGER, 6);
            // kill(1) returns when the signal is sent; a thread that runs just then stops a moment later.
            Awaitility.await().atMost(PATIENCE).until(() -> stateOf(freeze.pid())
                    .equals("T"));
            assertThatThrownBy(() -> drill(host, Drill.Kind.FILL_HEAP, 3))
                    .hasMessageContaining("runs on drilled already");
            Awaitility.await().atMost(PATIENCE).until(() -> !stateOf(freeze.pid())
                    .equals("T"));
            awaitWell(host);

            drill(host, Drill.Kind.FILL_HEAP, 2);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Files.notExists(data.resolve("flink/drills/" + NAME + ".drill")));

            host.runtime.logLevels(NAME, Map.of("root", "DEBUG"));
            Path log = data.resolve("flink/clusters/" + NAME + "/log/jobmanager.log");
            Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(log)
                    .contains(" DEBUG "));

            long pid = drill(host, Drill.Kind.KILL_TASKMANAGER, 1).pid();
            Awaitility.await().atMost(PATIENCE).until(() -> host.runtime.clusters().stream()
                    .flatMap(cluster -> cluster.processes().stream())
                    .filter(process -> process.name().equals("taskmanager-1"))
                    .anyMatch(process -> process.pid() != pid && process.state() == HostedProcess.State.RUNNING));
            awaitWell(host);
            assertThat(host.runtime.drills().of(NAME)).hasSize(4);

            host.runtime.deployments().cancel(NAME, "ops");
            host.await(NAME, CurrentState.CANCELLED);
            assertThatThrownBy(() -> drill(host, Drill.Kind.FILL_HEAP, 3)).hasMessageContaining("does not run now");
        }
    }

    /** As in proc(5): T is stopped. */
    private static String stateOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }
}
