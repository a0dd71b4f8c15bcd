package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a stranger meets it: the packaged Weir, a real Flink, a real browser. The order is that of a visit. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // JUnit calls startDemo before every test.
final class DemoIT {
    private static Path folder;
    private static RunningWeir demo;

    @BeforeAll
    static void startDemo(@TempDir Path temporary) throws IOException {
        folder = temporary;
        demo = RunningWeir.demo(folder);
    }

    @AfterAll
    static void stopDemo() throws IOException {
        demo.close();
    }

    @Test
    @Order(1)
    void threeJobsAreListedWithTheirStates() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            List<String> names = new ArrayList<>();
            for (JsonNode job : demo.get("/api/v1/jobs")) {
                names.add(job.get("name").asText());
                assertThat(job.get("state").asText())
                        .isIn("CREATED", "INITIALIZING", "RUNNING", "RESTARTING", "FAILING");
            }
            assertThat(names).containsExactlyInAnyOrder("orders", "payments", "inventory");
        });
    }

    @Test
    @Order(2)
    void overAThousandFlinkSeriesAnswerPromql() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode result = demo.query("count({__name__=~\"flink_.*\"})");
            assertThat(result).isNotEmpty();
            assertThat(result.get(0).get("value").get(1).asDouble()).isGreaterThan(1_000);
        });
    }

    @Test
    @Order(3)
    void theSlowVertexOfOrdersIsNamedAsTheRootOfItsBackPressure() {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            List<JsonNode> firing = new ArrayList<>();
            for (JsonNode event :
                    demo.get("/api/v1/events?state=firing&job=orders").get("events")) {
                if (event.get("rule").asText().equals("BackpressureSevere")) {
                    firing.add(event);
                }
            }
            assertThat(firing).hasSize(1);
            assertThat(firing.get(0).get("subject").get("vertexName").asText()).contains("enrich-customer");
            assertThat(firing.get(0).get("summary").asText()).contains("enrich-customer");
        });
    }

    @Test
    @Order(4)
    void theFailuresOfInventoryAreFoundInTheLogs() {
        String query = "/api/v1/logs/search?q=" + RunningWeir.encode("\"switched from RUNNING to FAILED\" inventory");
        await().atMost(Duration.ofMinutes(4)).untilAsserted(() -> {
            JsonNode hits = demo.get(query).get("hits");
            assertThat(hits).isNotEmpty();
            assertThat(hits.get(0).get("text").asText()).contains("switched from RUNNING to FAILED");
            assertThat(hits.get(0).get("highlights")).isNotEmpty();
        });
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(demo.events("JobFailed")).anySatisfy(event -> {
                    assertThat(event.get("subject").get("jobName").asText()).isEqualTo("inventory");
                    assertThat(event.get("annotations").toString()).contains("stock");
                }));
    }

    @Test
    @Order(4)
    void theFiguresOfWholeJobsAreComputed() throws IOException {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            assertThat(figure("backpressure_ratio", "orders")).isGreaterThan(0.8);
            assertThat(figure("records_in_per_second", "payments")).isBetween(400.0, 600.0);
            assertThat(figure("records_out_per_second", "payments")).isBetween(0.1, 100.0);
            assertThat(figure("data_skew_ratio", "payments")).isBetween(0.0, 1.0);
            assertThat(figure("checkpoint_last_duration_seconds", "payments")).isPositive();
            assertThat(figure("restarts_total", "inventory")).isPositive();
            assertThat(figure("restart_last_duration_seconds", "inventory")).isBetween(0.1, 120.0);
            assertThat(figure("taskmanagers", "payments")).isEqualTo(2);
            assertThat(figure("taskmanager_heap_ratio", "payments")).isBetween(0.01, 1.0);
            assertThat(figure("taskmanager_resident_max_bytes", "payments")).isGreaterThan(50e6);
        });
        assertThat(figure("watermark_delay_seconds", "payments"))
                .as("it has no watermarks")
                .isNaN();
    }

    private static double figure(String name, String job) throws IOException {
        JsonNode result = demo.query("weir_job_" + name + "{job_name=\"" + job + "\"}");
        return result.isEmpty() ? Double.NaN : result.get(0).get("value").get(1).asDouble();
    }

    @Test
    @Order(5)
    void aClusterGivenByItsRestAddressAloneShowsTheSame() throws IOException {
        URI rest = URI.create(demo.get("/api/v1/clusters/demo").get("rest").asText());
        try (RunningWeir other = RunningWeir.watching(Files.createDirectory(folder.resolve("other")), "byrest", rest)) {
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
                List<JsonNode> severe = other.events("BackpressureSevere");
                assertThat(severe).hasSize(1);
                assertThat(severe.get(0).get("state").asText()).isEqualTo("firing");
                assertThat(severe.get(0).get("subject").get("cluster").asText()).isEqualTo("byrest");
                assertThat(severe.get(0).get("subject").get("vertexName").asText())
                        .isEqualTo("enrich-customer");
            });
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                Set<String> byReporter = flinkMetricNames(demo);
                byReporter.removeAll(NOT_BY_REST);
                assertThat(flinkMetricNames(other)).containsExactlyInAnyOrderElementsOf(byReporter);
                Set<String> figures = metricNames(demo, "weir_job_");
                figures.removeAll(NOT_BY_REST);
                assertThat(figures).hasSizeGreaterThan(30);
                assertThat(metricNames(other, "weir_job_")).containsAll(figures);
            });
        }
    }

    /** Flink tells these to reporters alone, or as a text, or (the sink's counter) under a name that a second one took. */
    private static final Set<String> NOT_BY_REST = Set.of(
            "flink_jobmanager_job_lastCheckpointExternalPath",
            "flink_taskmanager_job_task_mailboxLatencyMs_count",
            "flink_taskmanager_job_task_operator_numRecordsOutErrors",
            // Only the Weir that hosts the processes knows their memory, and only one that saw a restart how long it
            // took.
            "weir_job_taskmanager_resident_max_bytes",
            "weir_job_jobmanager_resident_max_bytes",
            "weir_job_restart_last_duration_seconds");

    private static Set<String> flinkMetricNames(RunningWeir weir) throws IOException {
        return metricNames(weir, "flink_");
    }

    private static Set<String> metricNames(RunningWeir weir, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode name : weir.get("/prometheus/api/v1/label/__name__/values")) {
            if (name.asText().startsWith(prefix)) {
                names.add(name.asText());
            }
        }
        return names;
    }

    @Test
    @Order(6)
    void theConsoleWorksInARealBrowser() throws IOException, InterruptedException {
        Path ui = Path.of(System.getProperty("weir.ui"));
        Path output = folder.resolve("browser.txt");
        ProcessBuilder browser = new ProcessBuilder("node", "e2e/run.mjs")
                .directory(ui.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        browser.environment().put("WEIR_URL", demo.uri("").toString());
        browser.environment().put("WEIR_PASSWORD", passwordOnTheTerminal());
        browser.environment()
                .put("WEIR_SCREENSHOTS", folder.resolve("screenshots").toString());
        Process run = browser.start();
        boolean ended = run.waitFor(30, TimeUnit.MINUTES);
        run.destroyForcibly();
        assertThat(ended && run.exitValue() == 0)
                .as("browser tests: %s", Files.readString(output))
                .isTrue();
    }

    @Test
    @Order(7)
    void nothingListensBeyondLoopback() throws IOException {
        List<Long> pids = new ArrayList<>(demo.flinkPids());
        assertThat(pids).hasSize(3);
        pids.add(demo.weirPid());
        for (long pid : pids) {
            assertThat(ListeningSockets.count(pid)).isPositive();
            assertThat(ListeningSockets.beyondLoopback(pid))
                    .as("sockets of process %d", pid)
                    .isEmpty();
        }
    }

    @Test
    @Order(8)
    void nothingIsToldWithoutALogin() throws IOException {
        for (String path : List.of("/api/v1/jobs", "/api/v1/events", "/prometheus/api/v1/query?query=up", "/metrics")) {
            assertThat(demo.send(HttpRequest.newBuilder(demo.uri(path)).build()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(demo.data().resolve("admin.token"))))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(9)
    void aKilledTaskManagerIsAnEventWithItsExitCodeAndTheJobsRecover() throws IOException {
        Set<String> recoveredBefore = ids("JobRecovered");
        demo.drill("kill-taskmanager");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(demo.events("TaskManagerExitedAbnormally"))
                        .anySatisfy(event -> assertThat(event.toString()).contains("137")));
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            Set<String> recovered = ids("JobRecovered");
            recovered.removeAll(recoveredBefore);
            assertThat(recovered).isNotEmpty();
        });
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(demo.flinkPids()).hasSize(3));
        // The next drill is to hurt a job that is at work.
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(demo.get("/api/v1/jobs"))
                .filteredOn(job -> job.path("name").asText().equals("payments"))
                .anySatisfy(job -> {
                    assertThat(job.path("state").asText()).isEqualTo("RUNNING");
                    assertThat(job.path("runningTasks").asInt())
                            .isEqualTo(job.path("totalTasks").asInt());
                }));
    }

    @Test
    @Order(10)
    void everyOtherDrillFiresItsEventAndIsOverAfterwards() throws IOException {
        demo.drill("back-pressure");
        demo.drill("full-gc");
        awaitFiredAndResolved("BackpressureSevere", "payments");
        awaitFiredAndResolved("TaskManagerFullGcTooLong", "");
        demo.drill("checkpoint-failure");
        awaitFiredAndResolved("CheckpointFailed", "payments");
        demo.drill("job-failure");
        awaitFiredAndResolved("JobFailed", "payments");
    }

    private static void awaitFiredAndResolved(String rule, String job) {
        await(rule + " " + job)
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(demo.events(rule)).anySatisfy(event -> {
                    assertThat(event.get("subject").get("jobName").asText("")).contains(job);
                    assertThat(event.get("firedAt").isNull()).isFalse();
                    assertThat(event.get("state").asText()).isEqualTo("resolved");
                }));
    }

    @Test
    @Order(11)
    void theReceiverHeardOfEveryFailureOnce() throws IOException {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        demo.get("/api/v1/notifications?limit=1000"))
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.get("state").asText()).isEqualTo("sent")));
        assertThat(Files.readString(demo.data().resolve("demo-webhook.ndjson")))
                .contains("TaskManagerExitedAbnormally", "BackpressureSevere");
    }

    @Test
    @Order(12)
    void aWeirThatWasKilledAdoptsItsFlinkAndForgetsNothing() throws IOException, InterruptedException {
        // One that the drills before left unregistered would rightly be replaced instead of adopted.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                        demo.get("/api/v1/clusters/demo").get("taskManagers"))
                .hasSize(2));
        Set<Long> pids = new HashSet<>(demo.flinkPids());
        Set<String> failures = ids("JobFailed");
        demo.killWeir();
        demo.startAgain();
        assertThat(demo.flinkPids()).containsExactlyInAnyOrderElementsOf(pids);
        assertThat(ids("JobFailed")).containsAll(failures);
        assertThat(demo.query("count(count_over_time(up[1h]) > 10)")).isNotEmpty();
    }

    @Test
    @Order(13)
    void afterCtrlCNothingThatWeirStartedIsLeft() throws IOException, InterruptedException {
        List<Long> pids = demo.flinkPids();
        assertThat(pids).isNotEmpty();
        demo.interrupt();
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(DemoIT::runs))
                .as("Flink process %d", pid)
                .isEmpty());
    }

    private static Set<String> ids(String rule) throws IOException {
        Set<String> ids = new HashSet<>();
        demo.events(rule).forEach(event -> ids.add(event.get("id").asText()));
        return ids;
    }

    /** A dead orphan stays in the process table where no init reaps it; it has no command line any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }

    /** The password is printed once, on the line that names the user. */
    private static String passwordOnTheTerminal() {
        return demo.terminal()
                .lines()
                .filter(line -> line.contains("login   admin / "))
                .map(line -> line.replaceAll(".*admin / (\\S+).*", "$1"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no password on the terminal: " + demo.terminal()));
    }
}
