package io.weir.runtime.driver.local;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of several processes at once. */
final class Stopping {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

    private Stopping() {}

    /** SIGTERM to all, SIGKILL to those that are still there after the patience; returns when all are gone. */
    static void all(List<RunningProcess> processes, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        processes.forEach(RunningProcess::terminate);
        for (RunningProcess process : processes) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!process.awaitExit(left)) {
                LOG.warn("Process {} did not end within {} s of SIGTERM; killing it", process.pid(), patience.toSeconds());
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
