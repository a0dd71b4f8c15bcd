package io.weir.collector.flink;

import java.time.Instant;

/**
 * A TaskManager as its JobManager knows it.
 *
 * @param id Flink's resource id
 * @param physicalMemoryBytes of the machine
 */
public record TaskManager(
        String id,
        String path,
        int slots,
        int freeSlots,
        Instant lastHeartbeat,
        int cpuCores,
        long physicalMemoryBytes,
        long heapBytes,
        long managedMemoryBytes) {}
