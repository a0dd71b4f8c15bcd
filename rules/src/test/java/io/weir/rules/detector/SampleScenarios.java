package io.weir.rules.detector;

import static io.weir.rules.detector.DetectorScenario.CLUSTER;
import static io.weir.rules.detector.DetectorScenario.ID;
import static io.weir.rules.detector.DetectorScenario.add;
import static io.weir.rules.detector.DetectorScenario.job;
import static io.weir.rules.detector.DetectorScenario.jobLabels;
import static io.weir.rules.detector.DetectorScenario.minutes;
import static io.weir.rules.detector.DetectorScenario.process;

import io.weir.collector.flink.JobState;
import io.weir.collector.metric.Labels;
import io.weir.rules.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What goes wrong in samples. */
final class SampleScenarios {
    private SampleScenarios() {}

    private static final double NO_WATERMARK = Long.MIN_VALUE;

    static void samples() {
        Consumer<Scenario> runs = s -> {
            s.job(job(s, JobState.RUNNING).get());
            task(s, "v1", "backPressuredTimeMsPerSecond", 0);
            task(s, "v2", "busyTimeMsPerSecond", 400);
            s.hold(minutes(1));
        };
        add("BackpressureHigh", runs, s -> backPressure(s, 600), s -> backPressure(s, 0));
        add("BackpressureSevere", runs, s -> backPressure(s, 950), s -> backPressure(s, 0));
        for (String role : List.of("TaskManager", "JobManager")) {
            String small = role.toLowerCase(Locale.ROOT);
            add(
                    role + "FullGcTooLong",
                    s -> gc(s, small, 30, 10),
                    s -> gc(s, small, 60, 3000),
                    s -> gc(s, small, 90, 0));
        }
        add(
                "TaskManagerCpuOverload",
                s -> cpu(s, "taskmanager", 0.3),
                s -> cpu(s, "taskmanager", 0.99),
                s -> cpu(s, "taskmanager", 0.2));
        add(
                "JobManagerCpuOverload",
                s -> cpu(s, "jobmanager", 0.3),
                s -> cpu(s, "jobmanager", 0.99),
                s -> cpu(s, "jobmanager", 0.2));
        add("HeapAfterGcHigh", s -> heap(s, 500), s -> heap(s, 970), s -> heap(s, 500));
        add("InputWithoutOutput", s -> flow(s, 20, 500, 500), s -> flow(s, 20, 500, 0), s -> flow(s, 5, 500, 500));
        add(
                "WatermarkStuck",
                s -> watermarks(s, 5, 1000, 1000),
                s -> watermarks(s, 8, 1000, 0),
                s -> watermarks(s, 3, 1000, 1000));
        add(
                "JobMetricsMissing",
                s -> {
                    s.job(job(s, JobState.RUNNING).get());
                    task(s, "v1", "numRecordsIn", 7);
                    s.hold(minutes(5));
                },
                s -> s.pass(minutes(4)),
                s -> s.hold(minutes(1)));
        add(
                "MetricsMissing",
                s -> {
                    for (String id : List.of("a1", "a2", "a3")) {
                        s.job(job(s, JobState.RUNNING).as(id, "job " + id).get());
                        s.sample(jobLabels("flink_taskmanager_job_task_numRecordsIn", id, "v1"), 1);
                    }
                    s.hold(minutes(5));
                },
                s -> s.pass(minutes(4)),
                s -> s.hold(minutes(1)));
        add(
                "ReceiverFailing",
                s -> failing(s, 0, 12),
                s -> {
                    for (int seconds = 5; seconds <= 90; seconds += 5) {
                        failing(s, seconds, 1);
                    }
                    // A restart forgets how sending went; what is not known is not over.
                    s.restart();
                    s.pass(minutes(5));
                },
                s -> failing(s, 0, 12));
        add("TargetDown", s -> up(s, 1, minutes(2)), s -> up(s, 0, minutes(2)), s -> up(s, 1, minutes(2)));
        add(
                "ZombieTaskManager",
                s -> {
                    s.noJobs(CLUSTER);
                    s.taskManagers(CLUSTER, "10.0.0.7:4711-ab");
                    s.sample(
                            process("flink_taskmanager_Status_JVM_CPU_Load", "taskmanager-1")
                                    .with("tm_id", "10_0_0_7:4711_ab"),
                            0.1);
                    s.hold(minutes(5));
                },
                s -> {
                    s.taskManagers(CLUSTER);
                    s.hold(minutes(3));
                },
                s -> {
                    s.taskManagers(CLUSTER, "10.0.0.7:4711-ab");
                    s.hold(minutes(1));
                });
    }

    private static void task(Scenario s, String vertex, String metric, double value) {
        s.sample(jobLabels("flink_taskmanager_job_task_" + metric, ID, vertex), value);
    }

    private static void backPressure(Scenario s, double millis) {
        task(s, "v1", "backPressuredTimeMsPerSecond", millis);
        task(s, "v2", "busyTimeMsPerSecond", millis > 0 ? 990 : 100);
        s.hold(minutes(2));
    }

    private static void gc(Scenario s, String role, int steps, double millisAStep) {
        Labels time = process("flink_" + role + "_Status_JVM_GarbageCollector_G1_Old_Generation_Time", role + "-1");
        for (int i = 0; i < steps; i++) {
            s.sample(time, s.shown(time) + millisAStep);
            s.tick();
        }
    }

    private static void cpu(Scenario s, String role, double load) {
        s.job(job(s, JobState.RUNNING).get());
        task(s, "v1", "numRecordsIn", 1);
        s.sample(process("flink_" + role + "_Status_JVM_CPU_Load", role + "-1"), load);
        s.sample(process("flink_taskmanager_Status_JVM_CPU_Load", "taskmanager-1"), load);
        s.hold(minutes(6));
    }

    private static void heap(Scenario s, double used) {
        Labels count =
                process("flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Count", "taskmanager-1");
        s.sample(process("flink_taskmanager_Status_JVM_Memory_Heap_Used", "taskmanager-1"), used);
        s.sample(process("flink_taskmanager_Status_JVM_Memory_Heap_Max", "taskmanager-1"), 1000);
        for (int minute = 0; minute < 13; minute++) {
            s.sample(count, s.shown(count) + 1);
            s.hold(minutes(1));
        }
    }

    private static void flow(Scenario s, int minutes, double given, double taken) {
        s.job(job(s, JobState.RUNNING).get());
        Labels out = jobLabels("flink_taskmanager_job_task_numRecordsOut", ID, "v1");
        Labels in = jobLabels("flink_taskmanager_job_task_numRecordsIn", ID, "v3");
        for (int step = 0; step < minutes * 12; step++) {
            s.sample(out, s.shown(out) + given);
            s.sample(in, s.shown(in) + taken);
            s.tick();
        }
    }

    /** The source's watermark advances; the vertex below it gets records all the while. */
    private static void watermarks(Scenario s, int minutes, double source, double below) {
        s.job(job(s, JobState.RUNNING).get());
        Labels records = jobLabels("flink_taskmanager_job_task_numRecordsIn", ID, "v2");
        Labels output = jobLabels("flink_taskmanager_job_task_operator_currentOutputWatermark", ID, "v1");
        Labels input = jobLabels("flink_taskmanager_job_task_currentInputWatermark", ID, "v2");
        Labels sink = jobLabels("flink_taskmanager_job_task_currentInputWatermark", ID, "v3");
        for (int step = 0; step < minutes * 12; step++) {
            s.sample(records, s.shown(records) + 100);
            s.sample(output, s.shown(output) + source);
            s.sample(input, s.shown(input) + below);
            s.sample(sink, NO_WATERMARK);
            s.tick();
        }
    }

    private static void up(Scenario s, double up, Duration duration) {
        s.sample(process("up", "taskmanager-1"), up);
        s.hold(duration);
    }

    private static void failing(Scenario s, int seconds, int ticks) {
        Labels labels = Labels.of(
                Labels.NAME,
                "weir_channel_failing_seconds",
                "cluster",
                "weir",
                "process",
                "weir",
                "receiver",
                "on-call",
                "channel",
                "webhook-0");
        for (int tick = 0; tick < ticks; tick++) {
            s.sample(labels, seconds);
            s.pass(Duration.ofSeconds(5));
        }
    }
}
