package io.weir.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real Flink with the demo's jobs, watched by the packaged Weir, from the first line on the terminal to the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class DemoIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration SOON = Duration.ofMinutes(3);

    private Path folder;
    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        demo = new RunningDemo(folder);
        demo.awaitOutput("Waiting for the first events", START);
    }

    @AfterAll
    void stop() throws InterruptedException {
        demo.close();
    }

    @Test
    @Order(1)
    void threeJobsRunAndAreMeasured() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(demo.get("/api/v1/jobs").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("orders", "payments", "inventory");
            assertThat(demo.query("count({__name__=~\"flink_.*\"})")).isGreaterThan(1000);
        });
    }

    @Test
    @Order(2)
    void theSlowVertexOfOrdersIsNamed() {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode events =
                    demo.get("/api/v1/events?job=orders&q=Backpressure").path("events");
            assertThat(events.findValuesAsText("rule")).contains("BackpressureSevere");
            assertThat(events.at("/0/subject/vertexName").asText()).isEqualTo("enrich-customer");
        });
    }

    @Test
    @Order(3)
    void failuresOfInventoryAreFoundInTheLogs() {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        demo.get("/api/v1/logs/search?q=%22switched%20from%20RUNNING%20to%20FAILED%22")
                                .at("/hits/0/text")
                                .asText())
                .contains("switched from RUNNING to FAILED"));
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("data/demo-webhook.ndjson")));
    }

    @Test
    @Order(4)
    void theConsoleWorksInABrowser() throws IOException, InterruptedException {
        assumeTrue(Files.exists(CHROMIUM), "there is no chromium here");
        assumeTrue(Files.exists(Path.of("ui/node_modules")), "the console's packages are not installed");
        ProcessBuilder browser = new ProcessBuilder("node", "e2e/run.mjs")
                .directory(Path.of("ui").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.txt").toFile());
        browser.environment().put("WEIR_URL", demo.url().toString());
        browser.environment().put("WEIR_PASSWORD", demo.awaitOutput("login +admin / (\\S+)", Duration.ofSeconds(1)));
        Process run = browser.start();
        boolean ended = run.waitFor(10, TimeUnit.MINUTES);
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly();

        String output = Files.readString(folder.resolve("browser.txt"));
        assertThat(ended).as(output).isTrue();
        assertThat(run.waitFor()).as(output).isZero();
    }

    @Test
    @Order(5)
    void aKilledTaskManagerIsToldWithItsExitCodeAndTheJobsRecover() throws IOException, InterruptedException {
        Path log = folder.resolve("drill.txt");
        int code = demo.run(log, "demo", "drill", "kill-taskmanager");

        assertThat(code).as(Files.readString(log)).isZero();
        assertThat(demo.get("/api/v1/events?rule=TaskManagerExitedAbnormally")
                        .at("/events/0/summary")
                        .asText())
                .contains("137");
        await().atMost(SOON)
                .until(() -> demo.get("/api/v1/events?rule=JobRecovered")
                                .path("events")
                                .size()
                        > 0);
    }

    @Test
    @Order(6)
    void aSecondWeirOnTheSameFolderIsTurnedAway() throws IOException, InterruptedException {
        Path log = folder.resolve("second.txt");

        assertThat(demo.run(log, "demo", "--port", "0")).isEqualTo(1);
        assertThat(Files.readString(log)).contains("in use by another Weir (pid ");
    }

    @Test
    @Order(7)
    void theEndLeavesNoProcessBehind() throws InterruptedException {
        List<Long> pids = demo.pids();
        assertThat(pids).hasSize(4);

        assertThat(demo.stop()).isTrue();

        assertThat(demo.output()).contains("Stopped: every process of the demo is gone.");
        assertThat(pids).allSatisfy(pid -> assertThat(
                        ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse());
        assertThat(Files.exists(folder.resolve("data/run.json"))).isFalse();
    }
}
