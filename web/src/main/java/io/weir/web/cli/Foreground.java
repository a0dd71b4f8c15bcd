package io.weir.web.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Keeps a command running until Ctrl-C or a SIGTERM, and then closes what it runs before the process ends. */
final class Foreground {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::close, "shutdown");

    Foreground() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Closes {@code what} when the process ends, the last one first. */
    synchronized void closeAtEnd(AutoCloseable what) {
        open.push(what);
    }

    /** Closes everything; safe to call twice. */
    synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LoggerFactory.getLogger(Foreground.class).error("Closing failed", e);
            }
        }
        ended.countDown();
    }

    /** Waits for the end. */
    void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
