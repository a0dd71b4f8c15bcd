package io.weir.runtime.driver.local;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of several processes at once. */
final class Stopping {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

    private Stopping() {}

    /**
     * SIGTERM to all, SIGKILL to those that are still there after the patience; returns when all are gone.
     *
     * <p>The first is asked first and has a head start of at most a third of the patience. When the JobManager comes first
     * it suspends its jobs and ends at once; asked at the same time as its TaskManagers it waits for tasks that are gone
     * until Flink's shutdown safeguard halts it with exit code 239.
     */
    static void all(List<RunningProcess> processes, Duration patience) throws InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        RunningProcess first = processes.get(0);
        first.terminate();
        boolean ended = first.awaitExit(patience.dividedBy(3));
        if (!ended) {
            LOG.info("Process {} takes its time to end; the others are asked to end meanwhile", first.pid());
        }
        processes.forEach(RunningProcess::terminate);
        for (RunningProcess process : processes) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!process.awaitExit(left)) {
                LOG.warn(
                        "Process {} did not end within {} s of SIGTERM; killing it",
                        process.pid(),
                        patience.toSeconds());
                process.kill();
            }
        }
        for (RunningProcess process : processes) {
            if (!process.awaitExit(Duration.ofSeconds(10))) {
                LOG.error("Process {} is still there 10 s after SIGKILL; the kernel holds it", process.pid());
            }
        }
    }
}
