package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Weir killed with SIGKILL leaves its Flink running; the next one takes it over. */
class AdoptionTest {
    private Path data;

    @BeforeEach
    void place(@TempDir Path folder) {
        data = folder;
    }

    /** The Weir that is going to be killed: a JVM of its own that starts a cluster and says its pids. */
    static final class Doomed {
        private Doomed() {}

        public static void main(String[] words) throws InterruptedException {
            Hosting hosting = new Hosting(Path.of(words[0]));
            for (HostedProcess process :
                    hosting.start(Hosting.spec("orphaned", 1, Map.of())).processes()) {
                System.out.println("PID " + process.name() + " " + process.pid());
            }
            System.out.println("READY");
            TimeUnit.DAYS.sleep(1);
        }
    }

    @Test
    void processesOfAKilledWeirAreAdoptedMissingOnesStartedAndUnfitOnesStopped() throws Exception {
        Map<String, Long> pids = startAndKill();
        assertThat(pids.values()).allMatch(Hosting::isAlive);

        try (Hosting next = new Hosting(data)) {
            LocalCluster adopted = next.start(Hosting.spec("orphaned", 2, Map.of()));

            assertThat(next.process("jobmanager").pid()).isEqualTo(pids.get("jobmanager"));
            assertThat(next.process("taskmanager-1").pid()).isEqualTo(pids.get("taskmanager-1"));
            assertThat(next.signals(ProcessStarted.class).filter(ProcessStarted::adopted))
                    .extracting(ProcessStarted::process)
                    .containsExactly("jobmanager", "taskmanager-1");
            assertThat(adopted.processes()).hasSize(3).allMatch(process -> Hosting.isAlive(process.pid()));

            endOfAnAdoptedProcessIsSeen(next, pids.getOrDefault("taskmanager-1", -1L));
        }
        assertThat(pids.values()).noneMatch(Hosting::isAlive);
    }

    @Test
    void processesThatDoNotFitTheSpecAreStoppedFirst() throws Exception {
        Map<String, Long> pids = startAndKill();

        try (Hosting next = new Hosting(data)) {
            next.start(Hosting.spec("orphaned", 1, Map.of("parallelism.default", "2")));

            assertThat(pids.values()).noneMatch(Hosting::isAlive);
            assertThat(next.signals(ProcessStarted.class)).hasSize(2).noneMatch(ProcessStarted::adopted);
        }
    }

    private static void endOfAnAdoptedProcessIsSeen(Hosting next, long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(next.signals(ProcessExited.class))
                .singleElement()
                .satisfies(exit -> {
                    assertThat(exit.pid()).isEqualTo(pid);
                    assertThat(exit.exitCode())
                            .as("only a parent learns the code")
                            .isEqualTo(-1);
                    assertThat(exit.requested()).isFalse();
                }));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(next.process("taskmanager-1").pid()).isNotEqualTo(pid));
    }

    private Map<String, Long> startAndKill() throws IOException, InterruptedException {
        Process weir = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Long> pids = new HashMap<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(weir.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null && !line.equals("READY"); line = said.readLine()) {
                if (line.startsWith("PID ")) {
                    String[] words = line.split(" ");
                    pids.put(words[1], Long.parseLong(words[2]));
                }
            }
        } finally {
            weir.destroyForcibly().waitFor();
        }
        assertThat(pids).containsOnlyKeys("jobmanager", "taskmanager-1");
        return pids;
    }
}
