package io.weir.runtime.driver.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a cluster's state changes; a task that fails is logged and the loop goes on. */
final class SupervisorLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisorLoop.class);

    private final String cluster;
    private final ScheduledExecutorService executor;

    SupervisorLoop(String cluster) {
        this.cluster = cluster;
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-runtime-" + cluster);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the task on the loop and waits for its answer; what it throws is thrown here. */
    <T> T call(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, executor).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while supervising cluster " + cluster, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("supervising cluster " + cluster + " failed", e);
        }
    }

    void call(Runnable task) {
        call(() -> {
            task.run();
            return Boolean.TRUE;
        });
    }

    /** Runs the task soon; does nothing when the loop has ended. */
    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        try {
            executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Cluster {} is stopped; a late task is dropped", cluster);
        }
    }

    void every(Duration pause, Runnable task) {
        executor.scheduleWithFixedDelay(guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean hasEnded() {
        return executor.isShutdown();
    }

    void end() {
        executor.shutdownNow();
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("Supervising cluster {} failed; it goes on", cluster, e);
            }
        };
    }
}
