package io.weir.rules.detector;

import static io.weir.rules.detector.DetectorScenario.CLUSTER;
import static io.weir.rules.detector.DetectorScenario.add;
import static io.weir.rules.detector.DetectorScenario.minutes;
import static io.weir.rules.detector.DetectorScenario.seconds;

import io.weir.collector.signal.JobManagerReplaced;
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
import java.util.List;
import java.util.function.Consumer;

/** What goes wrong with processes and pods. */
final class ProcessScenarios {
    private ProcessScenarios() {}

    static void processes() {
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

    private static void exit(Scenario s, ProcessKind kind, int code, List<String> lines) {
        s.signal(new ProcessExited(CLUSTER, s.now(), "process-1", kind, 4711, code, false, lines));
    }

    private static void up(Scenario s, ProcessKind kind) {
        s.pass(seconds(10));
        s.signal(new ProcessStarted(CLUSTER, s.now(), "process-1", kind, 4712, false));
    }
}
