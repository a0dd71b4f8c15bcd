package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data source learns of a metric before it draws it. */
class MetadataTest {
    @Test
    void metricsOfFlinkComeWithTypeUnitAndHelpAndOthersWithout(@TempDir Path folder) throws IOException {
        try (TestingWeir weir = new TestingWeir(folder)) {
            TestingClient client = new TestingClient(weir.url, weir.token);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode heap = metadata(client, "flink_jobmanager_Status_JVM_Memory_Heap_Used");
                assertThat(heap.path("type").asText()).isEqualTo("gauge");
                assertThat(heap.path("unit").asText()).isEqualTo("B");
                assertThat(heap.path("help").asText()).contains("Heap in use");
            });
            assertThat(metadata(client, "up").path("type").asText()).isEqualTo("unknown");
        }
    }

    private static JsonNode metadata(TestingClient client, String metric) {
        return client.data("/prometheus/api/v1/metadata?metric=" + metric)
                .path(metric)
                .path(0);
    }
}
