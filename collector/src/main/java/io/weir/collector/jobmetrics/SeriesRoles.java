package io.weir.collector.jobmetrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which series of Flink's tell something about a job, by name. */
final class SeriesRoles {
    private static final String TASK = "flink_taskmanager_job_task_";
    private static final String OPERATOR = TASK + "operator_";
    private static final String JOB = "flink_jobmanager_job_";

    /** Of a task from Flink 2 on, of the job within a TaskManager before. */
    private static final List<String> LATENCIES = List.of(TASK + "latency_", "flink_taskmanager_job_latency_");

    private static final String KAFKA_LAG = "KafkaConsumer_records_lag_max";
    private static final String[] PROCESSES = {"flink_jobmanager_", "flink_taskmanager_"};
    private static final String COLLECTOR = "Status_JVM_GarbageCollector_";

    /** What {@code process_resident_memory_bytes} is in every exporter of Prometheus' own. */
    static final String RESIDENT = "process_resident_memory_bytes";

    private static final Map<String, Role> BY_NAME = names();

    private SeriesRoles() {}

    private static Map<String, Role> names() {
        Map<String, Role> names = new HashMap<>();
        names.put(TASK + "numRecordsIn", Role.TASK_RECORDS_IN);
        names.put(TASK + "numRecordsOut", Role.TASK_RECORDS_OUT);
        names.put(TASK + "backPressuredTimeMsPerSecond", Role.TASK_BACK_PRESSURE);
        names.put(TASK + "currentInputWatermark", Role.TASK_WATERMARK);
        names.put(OPERATOR + "numRecordsIn", Role.RECORDS_IN);
        names.put(OPERATOR + "numRecordsOut", Role.RECORDS_OUT);
        names.put(OPERATOR + "numRecordsSend", Role.RECORDS_SEND);
        names.put(OPERATOR + "numBytesIn", Role.BYTES_IN);
        names.put(OPERATOR + "numBytesOut", Role.BYTES_OUT);
        names.put(OPERATOR + "numBytesSend", Role.BYTES_SEND);
        names.put(OPERATOR + "numRecordsInErrors", Role.IN_ERRORS);
        names.put(OPERATOR + "numRecordsSendErrors", Role.SEND_ERRORS);
        names.put(OPERATOR + "currentInputWatermark", Role.WATERMARK);
        names.put(OPERATOR + "currentFetchEventTimeLag", Role.FETCH_LAG);
        names.put(OPERATOR + "currentEmitEventTimeLag", Role.EMIT_LAG);
        names.put(OPERATOR + "pendingRecords", Role.PENDING_RECORDS);
        names.put(JOB + "numRestarts", Role.RESTARTS);
        names.put(JOB + "fullRestarts", Role.FULL_RESTARTS);
        names.put(JOB + "downtime", Role.DOWNTIME);
        names.put(JOB + "uptime", Role.UPTIME);
        names.put(JOB + "lastCheckpointSize", Role.CHECKPOINT_SIZE);
        names.put(JOB + "lastCheckpointFullSize", Role.CHECKPOINT_FULL_SIZE);
        names.put(JOB + "lastCheckpointDuration", Role.CHECKPOINT_DURATION);
        names.put(JOB + "totalNumberOfCheckpoints", Role.CHECKPOINTS);
        names.put(JOB + "numberOfCompletedCheckpoints", Role.CHECKPOINTS_COMPLETED);
        names.put(JOB + "numberOfFailedCheckpoints", Role.CHECKPOINTS_FAILED);
        names.put(JOB + "numberOfInProgressCheckpoints", Role.CHECKPOINTS_IN_PROGRESS);
        names.put(JOB + "lastCheckpointRestoreTimestamp", Role.CHECKPOINT_RESTORED_AT);
        for (String process : PROCESSES) {
            names.put(process + "Status_JVM_CPU_Load", Role.CPU_LOAD);
            names.put(process + "Status_JVM_Memory_Heap_Used", Role.HEAP_USED);
            names.put(process + "Status_JVM_Memory_Heap_Committed", Role.HEAP_COMMITTED);
            names.put(process + "Status_JVM_Memory_Heap_Max", Role.HEAP_MAX);
        }
        names.put(RESIDENT, Role.RESIDENT);
        return Map.copyOf(names);
    }

    /** What the series of a name tell; null for those that tell nothing about a job as a whole. */
    static @Nullable Role of(String name) {
        Role known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith(OPERATOR)) {
            return name.endsWith(KAFKA_LAG) ? Role.KAFKA_LAG : null;
        }
        // Its groups are in the name, and which there are depends on metrics.latency.granularity.
        if (name.endsWith("_latency") && LATENCIES.stream().anyMatch(name::startsWith)) {
            return Role.LATENCY;
        }
        return ofCollector(name);
    }

    private static @Nullable Role ofCollector(String name) {
        String collector = collector(name);
        GcGeneration generation = GcGeneration.of(collector).orElse(null);
        if (generation == null) {
            return null;
        }
        boolean old = generation == GcGeneration.OLD;
        if (name.endsWith("_Count")) {
            return old ? Role.OLD_GC_COUNT : Role.YOUNG_GC_COUNT;
        }
        if (name.endsWith("_Time")) {
            return old ? Role.OLD_GC_TIME : Role.YOUNG_GC_TIME;
        }
        return null;
    }

    /** The garbage collector in a name; empty when there is none. */
    static String collector(String name) {
        for (String process : PROCESSES) {
            String prefix = process + COLLECTOR;
            int end = name.lastIndexOf('_');
            if (name.startsWith(prefix) && end > prefix.length()) {
                return name.substring(prefix.length(), end);
            }
        }
        return "";
    }
}
