package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalClusterSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink 1.20, the long-term line, is hosted as the newest one is. */
class FormerFlinkLineTest {
    @Test
    void flink120RunsWithItsOwnMemoryRulesAndServesItsMetricsOnLoopbackOnly(@TempDir Path data) throws Exception {
        try (Hosting hosting = new Hosting(data)) {
            LocalCluster cluster = hosting.start(
                    new LocalClusterSpec("former", new FlinkVersion("1.20.5"), 1, 2, "1024m", "1024m", Map.of()));

            assertThat(Hosting.get(cluster.rest().resolve("/overview"))).contains("\"flink-version\":\"1.20.5\"");
            assertThat(Hosting.get(cluster.rest().resolve("/taskmanagers"))).contains("\"id\":\"taskmanager-1\"");
            assertThat(Hosting.get(hosting.process("jobmanager").metrics()))
                    .contains("flink_jobmanager_Status_JVM_CPU_Load");
            assertThat(Hosting.get(hosting.process("taskmanager-1").metrics()))
                    .contains("flink_taskmanager_Status_JVM_Memory_Heap_Used");
            for (HostedProcess process : cluster.processes()) {
                assertThat(Sockets.listening(process.pid())).allMatch(Sockets::isLoopback);
            }
        }
    }
}
