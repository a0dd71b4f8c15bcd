package io.weir.runtime.driver.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One life of a hosted process: our own child, or one adopted from an earlier Weir. Only a parent learns an exit code, so
 * an adopted process ends with -1, or with 137 when it was Weir that killed it. Thread-safe.
 */
final class RunningProcess {
    static final int UNKNOWN = -1;
    private static final int KILLED = 128 + 9;

    private final ProcessHandle handle;
    private final @Nullable Process child;
    private volatile boolean killed;

    private RunningProcess(ProcessHandle handle, @Nullable Process child) {
        this.handle = handle;
        this.child = child;
    }

    static RunningProcess child(Process child) {
        return new RunningProcess(child.toHandle(), child);
    }

    static RunningProcess adopted(ProcessHandle handle) {
        return new RunningProcess(handle, null);
    }

    boolean isAdopted() {
        return child == null;
    }

    long pid() {
        return handle.pid();
    }

    Instant startedAt(Instant otherwise) {
        return handle.info().startInstant().orElse(otherwise);
    }

    boolean isAlive() {
        return child != null ? child.isAlive() : handle.isAlive() && !isZombie();
    }

    /** Runs the task when a child ends, on a thread of the JDK's. The end of an adopted process must be polled for. */
    void onExit(Runnable task) {
        if (child != null) {
            child.onExit().thenRun(task);
        }
    }

    /** As a shell shows it: 128 + signal. Only once it is dead. */
    int exitCode() {
        if (child != null) {
            return child.exitValue();
        }
        return killed ? KILLED : UNKNOWN;
    }

    /** SIGTERM. */
    void terminate() {
        if (isAlive()) {
            handle.destroy();
        }
    }

    /** SIGKILL. */
    void kill() {
        if (isAlive()) {
            killed = true;
            handle.destroyForcibly();
        }
    }

    /** Whether it ended within the time. */
    boolean awaitExit(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (child != null) {
            try {
                child.onExit().get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException | ExecutionException e) {
                return !child.isAlive();
            }
        }
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }

    /** A dead orphan stays in the process table where nothing reaps it, as in a container without an init. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            int state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && (stat.charAt(state) == 'Z' || stat.charAt(state) == 'X');
        } catch (IOException e) {
            return false;
        }
    }
}
