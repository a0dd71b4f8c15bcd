package io.weir.rules.notify.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the sockets of exchanges that are over time, or whose thread was interrupted: a write or a TLS handshake takes no other limit. It
 * looks ten times a second while there is something to look at, which costs an exchange next to nothing; a timer of its own would cost it
 * a change of threads.
 */
final class Deadlines {
    /** One for the process: its thread waits without work, and ends with the process. */
    static final Deadlines SHARED = new Deadlines();

    private static final long LOOK_MS = 100;
    private static final long STAY_AWAKE_NANOS = 5_000_000_000L;

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean asleep = true;
    private boolean started;

    /** Something to close once it is late. */
    static final class Watched {
        private final Closeable closeable;
        private final Thread thread = Thread.currentThread();
        private final long deadlineNanos;

        private Watched(Closeable closeable, long deadlineNanos) {
            this.closeable = closeable;
            this.deadlineNanos = deadlineNanos;
        }

        private boolean over(long nanoTime) {
            return nanoTime - deadlineNanos >= 0 || thread.isInterrupted();
        }
    }

    /**
     * Watches an exchange of the calling thread.
     *
     * @param deadlineNanos by {@link System#nanoTime}
     */
    Watched watch(Closeable closeable, long deadlineNanos) {
        Watched one = new Watched(closeable, deadlineNanos);
        watched.add(one);
        if (asleep) {
            wake();
        }
        return one;
    }

    void release(Watched one) {
        watched.remove(one);
    }

    private synchronized void wake() {
        asleep = false;
        if (!started) {
            started = true;
            Thread thread = new Thread(this::run, "weir-notify-deadlines");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    private void run() {
        long lastSeen = System.nanoTime();
        while (true) {
            try {
                long now = System.nanoTime();
                if (look(now)) {
                    lastSeen = now;
                }
                rest(now - lastSeen > STAY_AWAKE_NANOS);
            } catch (InterruptedException e) {
                // Nobody may stop it while sends rely on it.
                lastSeen = System.nanoTime();
            }
        }
    }

    private boolean look(long now) {
        boolean any = false;
        for (Watched one : watched) {
            any = true;
            if (one.over(now)) {
                close(one.closeable);
            }
        }
        return any;
    }

    private synchronized void rest(boolean idle) throws InterruptedException {
        if (!idle) {
            wait(LOOK_MS);
            return;
        }
        asleep = true;
        // One may have come before it was said that this thread sleeps.
        while (asleep && watched.isEmpty()) {
            wait();
        }
        asleep = false;
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
