package io.weir.collector.jobmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GcGenerationTest {
    @ParameterizedTest
    @CsvSource({
        "G1_Young_Generation, YOUNG",
        "G1_Old_Generation, OLD",
        "G1_Concurrent_GC, OLD",
        "PS_Scavenge, YOUNG",
        "PS_MarkSweep, OLD",
        "Copy, YOUNG",
        "MarkSweepCompact, OLD",
        "ZGC_Pauses, OLD",
        "ZGC_Minor_Pauses, YOUNG",
        "ZGC_Major_Pauses, OLD",
        "ZGC_Cycles,",
        "All,"
    })
    void collectorsAreOfAGeneration(String collector, GcGeneration generation) {
        assertThat(GcGeneration.of(collector).orElse(null)).isEqualTo(generation);
        Role role = SeriesRoles.of("flink_jobmanager_Status_JVM_GarbageCollector_" + collector + "_Time");
        if (generation == null) {
            assertThat(role).isNull();
        } else {
            assertThat(role).isEqualTo(generation == GcGeneration.OLD ? Role.OLD_GC_TIME : Role.YOUNG_GC_TIME);
        }
        assertThat(SeriesRoles.of("flink_taskmanager_Status_JVM_GarbageCollector_" + collector + "_TimeMsPerSecond"))
                .as("its rate is no total")
                .isNull();
    }
}
