package io.weir.web.acceptance;

import io.weir.web.acceptance.FaultCase.Blow;
import java.util.List;

/** The faults, and the clusters that they are made on. */
final class FaultSuite {
    /** Two TaskManagers with G1, what most faults are made on. A thread of a job that dies of an exception takes them down, not its own task only. */
    static final String PLAIN = """
            - name: plain
              task_managers: 2
              slots: 4
              options:
                slot.request.timeout: 8 s
                cluster.uncaught-exception-handling: FAIL
                env.java.opts.taskmanager: -XX:+UseG1GC
            """;

    /** One TaskManager with the parallel collector that ends when memory runs out, and not as soon as collecting takes nearly all of its time. */
    static final String FLAGS = """
            - name: flags
              task_managers: 1
              slots: 2
              options:
                env.java.opts.taskmanager: -XX:+UseParallelGC -XX:-UseGCOverheadLimit -XX:+ExitOnOutOfMemoryError
            """;

    static final FaultCase KILLED_TASK_MANAGER = new FaultCase(
            "kill -9 on a TaskManager",
            "plain",
            "none",
            2,
            Blow.KILL_TASK_MANAGER,
            "taskmanager-1 exited with code 137.*SIGKILL");
    static final FaultCase HEAP_EXIT = new FaultCase(
            "heap OOM, ExitOnOutOfMemoryError",
            "flags",
            "heap-leak",
            1,
            Blow.NONE,
            "exited with code 3.*heap ran out.*ExitOnOutOfMemoryError");
    static final FaultCase DECLINED = new FaultCase(
            "checkpoint declined", "plain", "checkpoint-declined", 2, Blow.NONE, "checkpoint.*No space left on device");
    static final FaultCase RESTART_LOOP = new FaultCase(
            "restart loop whose later exceptions differ",
            "plain",
            "restart-loop",
            1,
            Blow.NONE,
            "first by: .*account tenant-7 has no currency");

    /** What is made in every build. */
    static final List<FaultCase> SHORT = List.of(KILLED_TASK_MANAGER, HEAP_EXIT, DECLINED, RESTART_LOOP);

    /** All. */
    static final List<FaultCase> WHOLE = List.of(
            new FaultCase(
                    "back pressure by a slow sink",
                    "plain",
                    "slow-sink",
                    2,
                    Blow.NONE,
                    "slow-store.*(system it writes to|outside)"),
            new FaultCase("back pressure by skew", "plain", "skew", 4, Blow.NONE, "count-by-key.*skew"),
            new FaultCase("back pressure by a lock", "plain", "lock", 2, Blow.NONE, "look-up-price.*lock.*PriceList"),
            new FaultCase("CPU", "plain", "cpu", 2, Blow.NONE, "CPU.*Scores"),
            DECLINED,
            new FaultCase("checkpoint expired", "plain", "checkpoint-expired", 2, Blow.NONE, "expired.*remember"),
            new FaultCase(
                    "checkpoint directory broken",
                    "plain",
                    "none",
                    2,
                    Blow.BREAK_CHECKPOINT_DIRECTORY,
                    "[Cc]heckpoint.*(directory|Mkdirs|Not a directory|folder)"),
            RESTART_LOOP,
            new FaultCase("stuck watermark", "plain", "stuck-watermark", 1, Blow.NONE, "watermark.*returns"),
            new FaultCase("too few slots", "plain", "none", 40, Blow.NONE, "Slots are missing"),
            new FaultCase("Full GC, G1", "plain", "full-heap", 2, Blow.NONE, "(Full GC|collect).*heap"),
            KILLED_TASK_MANAGER,
            new FaultCase(
                    "SIGTERM on a TaskManager",
                    "plain",
                    "none",
                    2,
                    Blow.TERMINATE_TASK_MANAGER,
                    "taskmanager-1 exited.*SIGTERM"),
            new FaultCase(
                    "System.exit in user code",
                    "plain",
                    "system-exit",
                    1,
                    Blow.NONE,
                    // Flink waits for the task that never returns from System.exit, and halts the process with a code
                    // of its own.
                    "exited with code (7|239).*System.exit"),
            new FaultCase(
                    "uncaught exception in a user's thread",
                    "plain",
                    "uncaught-exception",
                    1,
                    Blow.NONE,
                    "code 239.*the audit queue lost its consumer"),
            new FaultCase("heap OOM without flags", "plain", "heap-leak", 1, Blow.NONE, "(heap|Java heap space)"),
            new FaultCase(
                    "kill -9 on the JobManager",
                    "plain",
                    "none",
                    2,
                    Blow.KILL_JOB_MANAGER,
                    "jobmanager exited with code 137.*SIGKILL"),
            new FaultCase(
                    "SIGTERM on the JobManager",
                    "plain",
                    "none",
                    2,
                    Blow.TERMINATE_JOB_MANAGER,
                    "jobmanager exited.*SIGTERM"),
            new FaultCase("Full GC, Parallel", "flags", "full-heap", 1, Blow.NONE, "(Full GC|collect).*heap"),
            HEAP_EXIT);

    private FaultSuite() {}

    /** The cluster that a fault is made on. */
    static String cluster(FaultCase fault) {
        return fault.cluster().equals("plain") ? PLAIN : FLAGS;
    }
}
