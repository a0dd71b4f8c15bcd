package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.cluster.SqlJobHistory;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlPodMemoryTest extends PodMemoryContract {
    @Override
    PodMemory open(Path folder) {
        Path file = folder.resolve("weir.db");
        SqlJobHistory.open(file).close();
        return SqlPodMemory.open(file);
    }

    @Test
    void itOutlivesTheProcess(@TempDir Path folder) {
        PodTroubled trouble = new PodTroubled(
                "orders",
                Instant.parse("2026-11-20T16:00:00.123Z"),
                new PodId("prod", "flink", "orders-6f", "uid-1"),
                ProcessKind.JOB_MANAGER,
                PodTrouble.UNSCHEDULABLE,
                "",
                "Unschedulable",
                "内存不足");
        try (PodMemory before = open(folder)) {
            before.markTold(List.of(trouble), Instant.parse("2026-11-20T16:00:01Z"));
        }
        try (PodMemory after = open(folder)) {
            assertThat(after.troubles("prod")).containsExactly(trouble);
        }
    }
}
