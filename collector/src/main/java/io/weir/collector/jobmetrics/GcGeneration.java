package io.weir.collector.jobmetrics;

import java.util.Map;
import java.util.Optional;

/**
 * What a garbage collector cleans, by the name of its <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/java.management/java/lang/management/GarbageCollectorMXBean.html">bean</a> as
 * Flink's reporter writes it. Of the concurrent collectors only the pauses count, as their cycles stop nobody; {@code All} is the sum of
 * the others and would count them twice.
 */
enum GcGeneration {
    OLD,
    YOUNG;

    private static final Map<String, GcGeneration> BY_COLLECTOR = Map.ofEntries(
            Map.entry("G1_Young_Generation", YOUNG),
            Map.entry("G1_Old_Generation", OLD),
            // Remark and cleanup of the concurrent mark: JDK 20 and later count them apart.
            Map.entry("G1_Concurrent_GC", OLD),
            Map.entry("PS_Scavenge", YOUNG),
            Map.entry("PS_MarkSweep", OLD),
            Map.entry("Copy", YOUNG),
            Map.entry("MarkSweepCompact", OLD),
            Map.entry("ParNew", YOUNG),
            Map.entry("ConcurrentMarkSweep", OLD),
            Map.entry("ZGC_Pauses", OLD),
            Map.entry("ZGC_Minor_Pauses", YOUNG),
            Map.entry("ZGC_Major_Pauses", OLD),
            Map.entry("Shenandoah_Pauses", OLD));

    /** What a collector cleans; empty for one that is not counted. */
    static Optional<GcGeneration> of(String collector) {
        return Optional.ofNullable(BY_COLLECTOR.get(collector));
    }
}
