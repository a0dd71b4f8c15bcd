package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TaskManager of a real Flink is killed: what Weir has captured and joined some seconds later. */
@SuppressWarnings("NullAway.Init") // JUnit calls startDemo before every test.
final class IncidentIT {
    /** Two of payments, one of orders; inventory comes and goes. */
    private static final int SLOTS_OF_THE_JOBS = 3;

    private static RunningWeir demo;

    @BeforeAll
    static void startDemo(@TempDir Path folder) throws IOException {
        demo = RunningWeir.demo(folder);
    }

    @AfterAll
    static void stopDemo() throws IOException {
        demo.close();
    }

    private static List<JsonNode> incidentsOfExits() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode incident : demo.get("/api/v1/incidents").path("incidents")) {
            if (incident.findValuesAsText("rule").contains("TaskManagerExitedAbnormally")) {
                found.add(incident);
            }
        }
        return found;
    }

    @Test
    void aKilledTaskManagerIsOneIncidentWithTheJobsThatRanThereAndItsScene() throws IOException {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            List<String> states = new ArrayList<>();
            for (JsonNode job : demo.get("/api/v1/jobs")) {
                states.add(job.path("state").asText());
            }
            assertThat(states).hasSize(3).contains("RUNNING");
        });
        // Which jobs ran on a process is read off the series that it had: it must have been scraped with its tasks.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                        demo.get("/prometheus/api/v1/series?match%5B%5D=flink_taskmanager_job_task_numRecordsIn")
                                .findValuesAsText("job_name"))
                .contains("orders", "payments"));
        // The drill takes the TaskManager with most slots in use, as far as that was seen.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode cluster = demo.get("/api/v1/clusters/demo");
            assertThat(cluster.path("slotsTotal").asInt()
                            - cluster.path("slotsFree").asInt())
                    .isGreaterThanOrEqualTo(SLOTS_OF_THE_JOBS);
        });
        demo.drill("kill-taskmanager");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(incidentsOfExits()).hasSize(1));
        String id = incidentsOfExits().get(0).path("id").asText();

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            JsonNode incident = demo.get("/api/v1/incidents/" + id);
            List<String> files = new ArrayList<>();
            for (JsonNode scene : incident.path("scenes")) {
                JsonNode captured = demo.get("/api/v1/scenes/" + scene.asText());
                assertThat(captured.path("state").asText()).isEqualTo("complete");
                files.addAll(captured.findValuesAsText("file"));
            }
            assertThat(files).anyMatch(file -> file.matches("taskmanager-\\d-\\d{8}-\\d{6}\\.tgz"));
            assertThat(files).anyMatch(file -> file.matches("log-taskmanager-\\d\\.txt"));
            assertThat(files).contains("jobmanager-config.json");
            assertThat(incident.path("affectedJobs")).isNotEmpty();
            assertThat(demo.get("/api/v1/incidents/" + id + "/timeline").toString())
                    .contains("ended with exit code 137");
        });
        assertThat(incidentsOfExits()).hasSize(1);
    }
}
