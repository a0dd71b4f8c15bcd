package io.weir.runtime.sql;

import io.weir.runtime.distribution.FlinkVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One child process for each Flink version that is asked for; one that nobody uses for a while is ended. Thread-safe. */
final class FlinkChildren<C extends FlinkChild> implements AutoCloseable {
    /** Starts one and returns when it can be used. */
    interface Start<C> {
        C start(FlinkVersion version) throws IOException;
    }

    /** What is done with one. */
    interface Use<C, R> {
        R with(C child) throws IOException;
    }

    private final String name;
    private final Start<C> start;
    private final Duration idle;
    private final Map<FlinkVersion, Kept<C>> kept = new HashMap<>();
    private final ScheduledExecutorService sweeping;
    private volatile boolean closed;

    /** One version's; its lock is held while one is started, never while it is used. */
    private static final class Kept<C extends FlinkChild> {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable C child;
        private int users;
        private long usedAt = System.nanoTime();
    }

    /**
     * @param name what they are, for messages
     * @param idle after which one that nobody uses is ended
     */
    FlinkChildren(String name, Duration idle, Start<C> start) {
        this.name = name;
        this.start = start;
        this.idle = idle;
        this.sweeping = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sql-idle");
            thread.setDaemon(true);
            return thread;
        });
        long pause = Math.max(50, Math.min(60_000, idle.toMillis() / 2));
        var unused = sweeping.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Uses the one of a version; it is started when there is none, and is not ended meanwhile.
     *
     * @param patience for somebody else who is starting it
     * @throws SqlBusyException when it is not there by then
     */
    <R> R use(FlinkVersion version, Duration patience, Use<C, R> use) throws IOException {
        Kept<C> one = of(version);
        C child = take(one, version, patience);
        try {
            return use.with(child);
        } finally {
            one.lock.lock();
            try {
                one.users--;
                one.usedAt = System.nanoTime();
            } finally {
                one.lock.unlock();
            }
        }
    }

    private synchronized Kept<C> of(FlinkVersion version) {
        return kept.computeIfAbsent(version, one -> new Kept<>());
    }

    private C take(Kept<C> one, FlinkVersion version, Duration patience) throws IOException {
        try {
            if (!one.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SqlBusyException("the " + name + " of Flink " + version
                        + " is still being started for somebody else; try again in some seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the " + name, e);
        }
        try {
            C child = one.child;
            if (closed) {
                throw new IOException("Weir is being stopped");
            }
            if (child == null || !child.isAlive()) {
                if (child != null) {
                    child.close();
                }
                child = start.start(version);
                one.child = child;
            }
            if (closed) {
                child.close();
                throw new IOException("Weir is being stopped");
            }
            one.users++;
            return child;
        } finally {
            one.lock.unlock();
        }
    }

    private synchronized Map<FlinkVersion, Kept<C>> all() {
        return Map.copyOf(kept);
    }

    private void sweep() {
        for (Kept<C> one : all().values()) {
            // One that is just being started is not idle.
            if (one.lock.tryLock()) {
                try {
                    C child = one.child;
                    if (child != null && one.users == 0 && System.nanoTime() - one.usedAt > idle.toNanos()) {
                        child.close();
                        one.child = null;
                    }
                } finally {
                    one.lock.unlock();
                }
            }
        }
    }

    /** Ends them all, also those that are used. */
    @Override
    public void close() {
        closed = true;
        sweeping.shutdownNow();
        for (Kept<C> one : all().values()) {
            C child = one.child;
            if (child != null) {
                child.close();
            }
        }
    }
}
