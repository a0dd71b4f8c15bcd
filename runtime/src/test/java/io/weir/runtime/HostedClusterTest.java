package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.HostedProcess.State;
import io.weir.runtime.driver.local.LocalCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One real cluster through its life; starting one takes seconds, so the tests share it and run in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostedClusterTest {
    private static Path data;
    private static Hosting hosting;
    private static LocalCluster cluster;
    private static final List<String> STEPS = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        data = folder;
        hosting = new Hosting(data);
        hosting.runtime.distribution(Hosting.FLINK, Hosting.SILENT);
        cluster = hosting.runtime.start(Hosting.spec("test", 1, Map.of()), (step, done, total) -> STEPS.add(step));
    }

    @AfterAll
    static void stop() {
        hosting.close();
    }

    @Test
    @Order(1)
    void processesRunAndItsTaskManagersAreRegistered() {
        assertThat(cluster.processes()).extracting(HostedProcess::name).containsExactly("jobmanager", "taskmanager-1");
        assertThat(cluster.processes()).allMatch(process -> process.state() == State.RUNNING);
        assertThat(cluster.processes()).allMatch(process -> Hosting.isAlive(process.pid()));
        assertThat(Hosting.get(cluster.rest().resolve("/taskmanagers"))).contains("\"id\":\"taskmanager-1\"");
        assertThat(hosting.signals(ProcessStarted.class)).hasSize(2).noneMatch(ProcessStarted::adopted);
        assertThat(STEPS).contains("starting jobmanager", "waiting for TaskManagers");
    }

    @Test
    @Order(2)
    void everyProcessServesItsMetricsAndWritesItsLog() {
        assertThat(Hosting.get(hosting.process("jobmanager").metrics()))
                .contains("flink_jobmanager_Status_JVM_CPU_Load");
        assertThat(Hosting.get(hosting.process("taskmanager-1").metrics()))
                .contains("flink_taskmanager_Status_JVM_Memory_Heap_Used");
        for (HostedProcess process : cluster.processes()) {
            assertThat(process.logDirectory().resolve(process.logFile()))
                    .content()
                    .contains(" INFO  org.apache.flink");
            assertThat(process.logDirectory().resolve(process.name() + "-gc.log"))
                    .isNotEmptyFile();
        }
    }

    @Test
    @Order(3)
    void nothingListensOnAnythingButLoopback() throws IOException {
        for (HostedProcess process : cluster.processes()) {
            List<String> addresses = Sockets.listening(process.pid());
            assertThat(addresses).as("ports of " + process.name()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(addresses).as("addresses of " + process.name()).allMatch(Sockets::isLoopback);
        }
    }

    @Test
    @Order(4)
    void webUiFlameGraphsAndMemoryFlagsAreThere() {
        assertThat(Hosting.get(cluster.rest().resolve("/"))).contains("flink-root");
        assertThat(Hosting.get(cluster.rest().resolve("/jobmanager/config"))).contains("rest.flamegraph.enabled");
        assertThat(Hosting.get(cluster.rest().resolve("/jobmanager/environment")))
                .contains("-Xmx469762048");
    }

    @Test
    @Order(5)
    void killedTaskManagerEndsWith137AndIsReplacedOnTheSamePorts() {
        URI metrics = hosting.process("taskmanager-1").metrics();

        long pid = hosting.runtime.kill("test", "taskmanager-1");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(hosting.signals(ProcessExited.class))
                .singleElement()
                .satisfies(exit -> {
                    assertThat(exit.pid()).isEqualTo(pid);
                    assertThat(exit.exitCode()).isEqualTo(137);
                    assertThat(exit.requested()).isFalse();
                    assertThat(exit.lastLines()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
                }));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            assertThat(hosting.process("taskmanager-1").state()).isEqualTo(State.RUNNING);
            assertThat(Hosting.get(metrics)).contains("flink_taskmanager_Status");
        });
        assertThat(hosting.process("taskmanager-1").pid()).isNotEqualTo(pid);
        assertThat(hosting.process("taskmanager-1").restarts()).isEqualTo(1);
        assertThat(hosting.signals(ProcessStarted.class)).hasSize(3);
    }

    @Test
    @Order(6)
    void unknownNamesAreRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> hosting.runtime.kill("test", "taskmanager-7"))
                .hasMessageContaining("no process \"taskmanager-7\"")
                .hasMessageContaining("jobmanager, taskmanager-1");
        assertThatThrownBy(() -> hosting.runtime.kill("prod", "jobmanager")).hasMessageContaining("hosted are [test]");
        assertThatThrownBy(() -> hosting.start(Hosting.spec("test", 1, Map.of())))
                .hasMessageContaining("runs already");
    }

    @Test
    @Order(7)
    void stopLeavesNoProcessAndTheNextStartHasTheSamePorts() throws IOException {
        List<Long> pids = hosting.runtime.clusters().get(0).processes().stream()
                .map(HostedProcess::pid)
                .toList();
        hosting.signals.clear();

        hosting.runtime.stop("test");

        assertThat(pids).noneMatch(Hosting::isAlive);
        assertThat(hosting.signals(ProcessExited.class)).hasSize(2).allMatch(ProcessExited::requested);
        // 239: Flink's own safeguard halts a process that takes more than five seconds to end.
        assertThat(hosting.signals(ProcessExited.class))
                .allMatch(exit -> exit.exitCode() == 143 || exit.exitCode() == 239);
        assertThat(hosting.runtime.clusters()).isEmpty();
        assertThat(Files.readString(data.resolve("flink/clusters/test/cluster.json")))
                .contains("\"rest\" : " + cluster.rest().getPort());

        LocalCluster again = hosting.start(Hosting.spec("test", 1, Map.of()));

        assertThat(again.rest()).isEqualTo(cluster.rest());
        assertThat(hosting.process("taskmanager-1").metrics())
                .isEqualTo(cluster.processes().get(1).metrics());
        hosting.runtime.stop("test");
    }

    @Test
    @Order(8)
    void processThatDiesWhileStartingIsQuotedAndNothingIsLeft() {
        hosting.signals.clear();

        assertThatThrownBy(() -> hosting.start(Hosting.spec("bad", 1, Map.of("heartbeat.interval", "banana"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("while starting")
                .hasMessageContaining("banana");

        assertThat(hosting.runtime.clusters()).isEmpty();
        assertThat(hosting.signals(ProcessStarted.class)).isNotEmpty().noneMatch(start -> Hosting.isAlive(start.pid()));
    }

    @Test
    @Order(9)
    void sizesThatFlinkRefusesAreRefusedInItsWords() {
        assertThatThrownBy(() ->
                        hosting.start(Hosting.spec("small", 1, Map.of("taskmanager.memory.task.heap.size", "8g"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot size the TaskManager")
                .hasMessageContaining("exceed");
    }

    @Test
    @Order(10)
    void optionsThatWeirOwnsAreRefusedByName() {
        assertThatThrownBy(() -> hosting.start(Hosting.spec("open", 1, Map.of("rest.bind-address", "0.0.0.0"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rest.bind-address");
    }
}
