package io.weir.diagnosis.log;

import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows sources, all on one thread of its own: it looks at every file five times a second and reads them in turns. Polling needs no
 * inotify, whose watches run out, overflow, and do not exist on network file systems. Thread-safe.
 */
public final class LogTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final long POLL_MILLIS = 200;

    private final LogSink sink;
    private final TailContext context;
    private final TailCounters counters = new TailCounters();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<LogSource> wanted = new LinkedHashSet<>();
    private final Map<LogSource, SourceTail> followed = new LinkedHashMap<>();
    private final Thread thread;
    private boolean hurry;
    private boolean closed;

    /** Starts to follow; no source yet. */
    public LogTail(LogSink sink, PlausibleTime plausible, Clock clock) {
        this.sink = sink;
        this.context = new TailContext(clock, plausible, counters);
        this.thread = new Thread(this::run, "weir-log-tail");
        thread.setDaemon(true);
        thread.start();
    }

    /** Follows a source from where it was left off; one that is already followed stays as it is. */
    public void follow(LogSource source) {
        lock.lock();
        try {
            wanted.add(source);
            hurry = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ceases to follow a source, once what it holds now is read. */
    public void unfollow(LogSource source) {
        lock.lock();
        try {
            wanted.remove(source);
        } finally {
            lock.unlock();
        }
    }

    /** Figures since the start. */
    public TailMetrics metrics() {
        return counters.read();
    }

    /** Stops reading at once; what was not taken in is read at the next start. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (prepare()) {
            boolean more = false;
            long lag = 0;
            int open = 0;
            Iterator<Map.Entry<LogSource, SourceTail>> each =
                    followed.entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<LogSource, SourceTail> next = each.next();
                more |= poll(next.getKey(), next.getValue());
                lag += next.getValue().lagBytes();
                open += next.getValue().openFiles();
                if (next.getValue().isEnded()) {
                    each.remove();
                }
            }
            counters.lagBytes = lag;
            counters.openFiles = open;
            if (!more) {
                pause();
            }
        }
        followed.values().forEach(SourceTail::close);
    }

    /** Takes over what follow and unfollow have changed. Returns false once closed. */
    private boolean prepare() {
        lock.lock();
        try {
            for (LogSource source : wanted) {
                followed.computeIfAbsent(source, key -> new SourceTail(key, sink, context));
            }
            followed.forEach((source, tail) -> {
                if (!wanted.contains(source)) {
                    tail.end();
                }
            });
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean poll(LogSource source, SourceTail tail) {
        try {
            return tail.poll();
        } catch (IOException | RuntimeException e) {
            counters.readErrors.increment();
            LOG.warn("Following {} of {}/{} failed, trying on", source.glob(), source.cluster(), source.process(), e);
            return false;
        }
    }

    /** Waits until the next look is due, or until close() or follow() asks for one at once. */
    private void pause() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
            while (left > 0 && !hurry && !closed) {
                left = changed.awaitNanos(left);
            }
            hurry = false;
        } catch (InterruptedException e) {
            // Nobody interrupts this thread on purpose; close() ends it.
            LOG.debug("interrupted while waiting");
        } finally {
            lock.unlock();
        }
    }
}
