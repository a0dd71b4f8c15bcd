package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.Labels;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobManagerReplaced;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.JobVanished;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.collector.signal.TaskManagerRegistered;
import io.weir.rules.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes well, what makes one event fire, and what ends it. */
record DetectorScenario(
        Map<String, Map<String, String>> parameters,
        Consumer<Scenario> before,
        Consumer<Scenario> fault,
        Consumer<Scenario> cure) {
    private static final String CLUSTER = "prod";
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String NAME = "orders";
    private static final double NO_WATERMARK = Long.MIN_VALUE;

    static final Map<String, DetectorScenario> ALL = new TreeMap<>();

    static {
        jobs();
        checkpoints();
        samples();
        processes();
    }

    private static void add(String rule, Consumer<Scenario> before, Consumer<Scenario> fault, Consumer<Scenario> cure) {
        ALL.put(rule, new DetectorScenario(Map.of(), before, fault, cure));
    }

    private static void jobs() {
        Consumer<Scenario> runs = s -> s.job(job(s, JobState.RUNNING).get());
        Consumer<Scenario> breaks = s -> {
            s.job(job(s, JobState.RESTARTING).tasks(0).get());
            changes(s, JobState.RUNNING, JobState.RESTARTING, "java.io.IOException: gone");
        };
        Consumer<Scenario> recovers = s -> {
            s.pass(seconds(5));
            s.job(job(s, JobState.RUNNING).get());
            changes(s, JobState.RESTARTING, JobState.RUNNING, null);
            s.pass(seconds(30));
        };
        add("JobFailed", runs, breaks, recovers);
        add("JobRecovered", runs.andThen(breaks), recovers, s -> s.pass(seconds(5)));
        add("JobStarted", runs, s -> changes(s, JobState.CREATED, JobState.RUNNING, null), s -> {});
        add("JobStopped", runs, s -> changes(s, JobState.CANCELLING, JobState.CANCELED, null), s -> {});
        add("JobRestartLoop", runs, s -> restarts(s, 3, seconds(20)), s -> s.pass(minutes(11)));
        add("JobRestartStorm", runs, s -> restarts(s, 64, seconds(1)), s -> s.pass(minutes(3)));
        add("JobRestartingLong", runs, breaks.andThen(s -> s.pass(minutes(4))), recovers);
        add(
                "JobStuckStarting",
                runs,
                s -> {
                    s.job(job(s, JobState.CREATED).tasks(0).get());
                    s.pass(minutes(6));
                },
                runs.andThen(s -> s.pass(seconds(5))));
        add(
                "TasksNotRunning",
                runs.andThen(s -> s.pass(minutes(3))),
                s -> {
                    s.job(job(s, JobState.RUNNING).tasks(0).get());
                    s.pass(minutes(3));
                },
                runs.andThen(s -> s.pass(minutes(1))));
        ALL.put(
                "JobMissing",
                new DetectorScenario(
                        Map.of("JobMissing", Map.of("jobs", "orders, payments")),
                        runs.andThen(s -> s.job(
                                job(s, JobState.RUNNING).as("ef01", "payments").get())),
                        s -> {
                            s.job(job(s, JobState.CANCELED)
                                    .as("ef01", "payments")
                                    .get());
                            s.pass(minutes(3));
                        },
                        s -> {
                            s.job(job(s, JobState.RUNNING)
                                    .as("ef02", "payments")
                                    .get());
                            s.pass(seconds(10));
                        }));
        add(
                "JobRunningTwice",
                runs,
                s -> {
                    s.job(job(s, JobState.RUNNING).as("ef01", NAME).get());
                    s.pass(minutes(2));
                },
                s -> {
                    s.job(job(s, JobState.CANCELED).as("ef01", NAME).get());
                    s.pass(seconds(10));
                });
        add("JobStoppedByOutsider", runs, s -> ends(s, JobState.CANCELED), DetectorScenario::startsAnew);
        add("StreamingJobFinished", runs, s -> ends(s, JobState.FINISHED), DetectorScenario::startsAnew);
        add(
                "JobVanished",
                runs,
                s -> {
                    s.noJobs(CLUSTER);
                    s.signal(new JobVanished(CLUSTER, s.now(), ID, NAME, JobState.RUNNING, s.now()));
                },
                DetectorScenario::startsAnew);
        add(
                "ClusterUnreachable",
                runs,
                s -> {
                    s.reachability(CLUSTER, new Reachability.Unknown(s.now(), "Connection refused"));
                    s.pass(minutes(1));
                },
                s -> {
                    s.reachability(CLUSTER, new Reachability.Reachable(s.now()));
                    s.pass(seconds(10));
                });
    }

    private static void checkpoints() {
        Consumer<Scenario> well = s -> {
            s.job(job(s, JobState.RUNNING).completed(4).get());
            checkpoint(s, 4, Checkpoint.Status.COMPLETED, 1, null);
        };
        Consumer<Scenario> again = s -> {
            checkpoint(s, 99, Checkpoint.Status.COMPLETED, 1, null);
            s.pass(seconds(10));
        };
        String declined = "Asynchronous task checkpoint failed.";
        add(
                "CheckpointFailed",
                well,
                s -> {
                    checkpoint(s, 5, Checkpoint.Status.FAILED, 1, declined);
                    s.pass(seconds(10));
                },
                again);
        add(
                "CheckpointsFailing",
                well.andThen(s -> checkpoint(s, 5, Checkpoint.Status.FAILED, 1, declined))
                        .andThen(s -> checkpoint(s, 6, Checkpoint.Status.FAILED, 1, declined)),
                s -> checkpoint(s, 7, Checkpoint.Status.FAILED, 1, declined),
                again);
        add(
                "CheckpointTimedOut",
                well.andThen(s -> checkpoint(s, 5, Checkpoint.Status.FAILED, 1, declined)),
                s -> checkpoint(s, 6, Checkpoint.Status.FAILED, 600, "Checkpoint expired before completing."),
                again);
        add("CheckpointNearTimeout", well, s -> checkpoint(s, 5, Checkpoint.Status.COMPLETED, 500, null), again);
        add(
                "NoCheckpointCompleted",
                s -> {
                    for (int i = 1; i <= 12; i++) {
                        s.job(job(s, JobState.RUNNING).completed(i).get());
                        s.pass(minutes(1));
                    }
                },
                s -> s.pass(minutes(10)),
                s -> {
                    s.job(job(s, JobState.RUNNING).completed(13).get());
                    s.pass(seconds(10));
                });
        add(
                "SavepointFailed",
                well,
                s -> savepoint(s, 5, Checkpoint.Status.FAILED, "no such folder"),
                s -> savepoint(s, 6, Checkpoint.Status.COMPLETED, null));
    }

    private static void samples() {
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

    private static void processes() {
        Consumer<Scenario> nothing = s -> s.pass(seconds(5));
        for (ProcessKind kind : ProcessKind.values()) {
            add(kind.displayName() + "ExitedAbnormally", nothing, s -> exit(s, kind, 239, List.of()), s -> up(s, kind));
        }
        add(
                "ProcessKilledOverMemory",
                s -> exit(s, ProcessKind.TASK_MANAGER, 137, List.of()),
                s -> exit(s, ProcessKind.TASK_MANAGER, 137, List.of("oom-kill:constraint=CONSTRAINT_MEMCG")),
                s -> up(s, ProcessKind.TASK_MANAGER));
        pod("PodImagePullFailed", PodTrouble.IMAGE_PULL, "ImagePullBackOff");
        pod("PodUnschedulable", PodTrouble.UNSCHEDULABLE, "Unschedulable");
        pod("PodCrashLoop", PodTrouble.CRASH_LOOP, "CrashLoopBackOff");
        pod("PodTroubled", PodTrouble.EVICTED, "Evicted");
        add(
                "ProcessCrashLoop",
                s -> exit(s, ProcessKind.TASK_MANAGER, 1, List.of()),
                s -> {
                    s.pass(minutes(1));
                    exit(s, ProcessKind.TASK_MANAGER, 1, List.of());
                    s.pass(minutes(1));
                    exit(s, ProcessKind.TASK_MANAGER, 1, List.of());
                },
                s -> s.pass(minutes(11)));
        add(
                "TaskManagerLost",
                s -> {
                    s.noJobs(CLUSTER);
                    s.taskManagers(CLUSTER, "tm-1", "tm-2");
                    s.pass(seconds(10));
                },
                s -> {
                    s.signal(new TaskManagerLost(CLUSTER, s.now(), "tm-2"));
                    s.pass(seconds(20));
                },
                s -> s.signal(new TaskManagerRegistered(CLUSTER, s.now(), "tm-3")));
        add(
                "LeaderChanged",
                nothing,
                s -> s.signal(new JobManagerReplaced(CLUSTER, s.now(), "a:6123", "b:6123", "2.3.0", "2.3.0")),
                s -> s.pass(minutes(11)));
        add(
                "JobManagerRestarted",
                nothing,
                s -> s.signal(new JobManagerReplaced(CLUSTER, s.now(), "a:6123", "a:6123", "2.3.0", "2.3.0")),
                s -> s.pass(minutes(11)));
    }

    private static void pod(String rule, PodTrouble trouble, String reason) {
        PodId pod = new PodId("k8s", "flink", "orders-taskmanager-1-1", "0f0f");
        ProcessKind kind = ProcessKind.TASK_MANAGER;
        add(
                rule,
                s -> s.noJobs(CLUSTER),
                s -> {
                    s.signal(new PodTroubled(CLUSTER, s.now(), pod, kind, trouble, "", reason, "0/3 nodes"));
                    s.pass(minutes(2));
                },
                s -> s.signal(new PodRecovered(CLUSTER, s.now(), pod, kind, trouble, "", false)));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static JobBuilder job(Scenario s, JobState state) {
        return new JobBuilder(s.now(), state, ID, NAME);
    }

    private static void changes(Scenario s, JobState from, JobState to, @Nullable String exception) {
        s.signal(new JobStatusChanged(CLUSTER, s.now(), ID, NAME, from, to, exception));
    }

    private static void restarts(Scenario s, int count, Duration apart) {
        s.pass(seconds(5));
        for (int i = 1; i <= count; i++) {
            s.job(job(s, JobState.RUNNING).restarts(i).get());
            s.step(apart);
        }
    }

    private static void ends(Scenario s, JobState state) {
        s.job(job(s, state).tasks(0).get());
        changes(s, JobState.RUNNING, state, null);
    }

    private static void startsAnew(Scenario s) {
        s.pass(seconds(30));
        s.signal(new JobStatusChanged(CLUSTER, s.now(), "ef01", NAME, JobState.CREATED, JobState.RUNNING, null));
    }

    private static void checkpoint(
            Scenario s, long id, Checkpoint.Status status, int seconds, @Nullable String message) {
        ended(s, new Checkpoint(id, status, false, s.now(), Duration.ofSeconds(seconds), 0, 0, null, message));
    }

    private static void savepoint(Scenario s, long id, Checkpoint.Status status, @Nullable String message) {
        ended(s, new Checkpoint(id, status, true, s.now(), Duration.ofSeconds(1), 0, 0, null, message));
    }

    private static void ended(Scenario s, Checkpoint checkpoint) {
        s.signal(new CheckpointFinished(CLUSTER, s.now(), ID, NAME, checkpoint));
    }

    private static Labels process(String metric, String process) {
        return Labels.of(Labels.NAME, metric, "cluster", CLUSTER, "process", process, "instance", process + ":9249");
    }

    private static Labels jobLabels(String metric, String jobId, String vertex) {
        return process(metric, "taskmanager-1")
                .with(Labels.of(
                        "job_id",
                        jobId,
                        "job_name",
                        NAME,
                        "task_id",
                        vertex,
                        "task_name",
                        vertex,
                        "subtask_index",
                        "0"));
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

    private static void exit(Scenario s, ProcessKind kind, int code, List<String> lines) {
        s.signal(new ProcessExited(CLUSTER, s.now(), "process-1", kind, 4711, code, false, lines));
    }

    private static void up(Scenario s, ProcessKind kind) {
        s.pass(seconds(10));
        s.signal(new ProcessStarted(CLUSTER, s.now(), "process-1", kind, 4712, false));
    }
}
