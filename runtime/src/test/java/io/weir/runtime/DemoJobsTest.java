package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.signal.ProcessKind;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.session.JobSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three demo jobs on one real cluster: each shows what it is there to show, and drills come and go. */
class DemoJobsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(90);

    private static Path data;
    private static Hosting hosting;
    private static LocalCluster cluster;
    private static Path jar;
    private static String orders;
    private static String payments;
    private static String inventory;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        data = folder;
        hosting = new Hosting(data);
        cluster = hosting.start(Hosting.spec("jobs", 2, Map.of("metrics.fetcher.update-interval", "1000")));
        jar = DemoJar.in(data);
        orders = submit("Orders");
        payments = submit("Payments");
        inventory = submit("Inventory");
    }

    @AfterAll
    static void stop() {
        hosting.close();
    }

    @Test
    void allRunAndAJobThatRunsIsNotRunTwice() {
        for (String job : List.of(orders, payments, inventory)) {
            await().atMost(SOON).until(() -> state(job).equals("RUNNING"));
        }
        assertThat(submit("Payments")).isEqualTo(payments);
        assertThat(rest("/jobs/overview").path("jobs")).hasSize(3);
        assertThat(rest("/jars").path("files"))
                .as("uploads are not left behind")
                .isEmpty();
    }

    @Test
    void ordersAreBackPressuredByTheirSlowOperatorAndStillTakeCheckpoints() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(metric("backPressuredTimeMsPerSecond", "orders", "Source:_orders_source"))
                    .isGreaterThan(800);
            assertThat(metric("backPressuredTimeMsPerSecond", "orders", "parse_order"))
                    .isGreaterThan(800);
            assertThat(metric("busyTimeMsPerSecond", "orders", "enrich_customer"))
                    .isGreaterThan(800);
            assertThat(metric("backPressuredTimeMsPerSecond", "orders", "enrich_customer"))
                    .isLessThan(200);
        });
        await().atMost(SOON).until(() -> checkpoints(orders, "completed") >= 2);
    }

    @Test
    void inventoryFailsWithItsReasonAndRestarts() {
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(inventory))
                .contains("went negative")
                .contains("Caused by: java.lang.IllegalArgumentException: movement"));
        await().atMost(SOON).until(() -> state(inventory).equals("RUNNING"));
    }

    @Test
    void paymentsAreHealthyUntilADrillAndAfterIt() throws IOException {
        await().atMost(SOON).until(() -> checkpoints(payments, "completed") >= 2);
        assertThat(exceptions(payments)).doesNotContain("IllegalStateException");

        drill("back-pressure", SOON);
        await().atMost(SOON).until(() -> metric("backPressuredTimeMsPerSecond", "payments", "account_balance") > 800);
        end("back-pressure");
        await().atMost(SOON).until(() -> metric("backPressuredTimeMsPerSecond", "payments", "account_balance") < 100);

        long failed = checkpoints(payments, "failed");
        drill("checkpoint-failure", SOON);
        await().atMost(SOON).until(() -> checkpoints(payments, "failed") > failed);
        assertThat(state(payments))
                .as("a declined checkpoint is no failure of the job")
                .isEqualTo("RUNNING");
        end("checkpoint-failure");
        long completed = checkpoints(payments, "completed");
        await().atMost(SOON).until(() -> checkpoints(payments, "completed") > completed);

        drill("job-failure", SOON);
        await().atMost(SOON).until(() -> exceptions(payments).contains("rejected by the settlement gateway"));
        end("job-failure");
        await().atMost(SOON).until(() -> state(payments).equals("RUNNING"));

        drill("full-gc", SOON);
        double before = fullGcMillis();
        await().atMost(SOON).until(() -> fullGcMillis() > before + 3_000);
        end("full-gc");
    }

    @Test
    void submissionThatFlinkRefusesIsExplained() {
        assertThatThrownBy(() -> hosting.runtime.submit(
                        cluster.rest(), new JobSubmission("nothing", jar, "io.weir.demo.jobs.Nothing", List.of(), 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("job nothing cannot be submitted")
                .hasMessageContaining("io.weir.demo.jobs.Nothing");
        assertThatThrownBy(() -> hosting.runtime.submit(
                        cluster.rest(),
                        new JobSubmission("orders-2", jar, "io.weir.demo.jobs.Orders", List.of("--drill", "x"), 1)))
                .hasMessageContaining("unknown arguments");
        assertThatThrownBy(() -> hosting.runtime.submit(
                        cluster.rest(), new JobSubmission("gone", data.resolve("gone.jar"), "x.Y", List.of(), 1)))
                .hasMessageContaining("there is no jar at");
    }

    private static String submit(String entry) {
        return hosting.runtime.submit(
                cluster.rest(),
                new JobSubmission(
                        entry.toLowerCase(Locale.ROOT),
                        jar,
                        "io.weir.demo.jobs." + entry,
                        List.of("--drills", data.resolve("drills").toString()),
                        2));
    }

    private static void drill(String name, Duration length) throws IOException {
        Path folder = Files.createDirectories(data.resolve("drills"));
        Path fresh = Files.writeString(
                folder.resolve("." + name), Instant.now().plus(length).toString());
        Files.move(fresh, folder.resolve(name));
    }

    private static void end(String name) throws IOException {
        Files.delete(data.resolve("drills").resolve(name));
    }

    private static JsonNode rest(String path) {
        try {
            return JSON.readTree(Hosting.get(cluster.rest().resolve(path)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** RUNNING only when every task runs: the job says so while it still waits for slots. */
    private static String state(String job) {
        JsonNode found = rest("/jobs/" + job);
        for (JsonNode vertex : found.path("vertices")) {
            if (vertex.path("tasks").path("RUNNING").asInt()
                    != vertex.path("parallelism").asInt()) {
                return "INCOMPLETE";
            }
        }
        return found.path("state").asText();
    }

    private static String exceptions(String job) {
        StringBuilder texts = new StringBuilder();
        rest("/jobs/" + job + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .forEach(entry -> texts.append(entry.path("stacktrace").asText()));
        return texts.toString();
    }

    private static long checkpoints(String job, String count) {
        return rest("/jobs/" + job + "/checkpoints").path("counts").path(count).asLong();
    }

    /** The largest value over the subtasks, from the Prometheus pages; -1 when there is none. */
    private static double metric(String name, String job, String task) {
        Pattern sample = Pattern.compile("flink_taskmanager_job_task_" + name + "\\{(?=[^}]*job_name=\"" + job
                + "\")(?=[^}]*task_name=\"" + Pattern.quote(task) + "\")[^}]*\\} (\\S+)");
        return values(sample).stream().mapToDouble(value -> value).max().orElse(-1);
    }

    private static double fullGcMillis() {
        Pattern sample = Pattern.compile(
                "flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time\\{[^}]*\\} (\\S+)");
        return values(sample).stream().mapToDouble(value -> value).sum();
    }

    private static List<Double> values(Pattern sample) {
        List<Double> values = new ArrayList<>();
        for (HostedProcess process : cluster.processes()) {
            if (process.kind() == ProcessKind.TASK_MANAGER) {
                Matcher matcher = sample.matcher(Hosting.get(process.metrics()));
                while (matcher.find()) {
                    values.add(Double.parseDouble(matcher.group(1)));
                }
            }
        }
        return values;
    }
}
