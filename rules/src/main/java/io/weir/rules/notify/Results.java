package io.weir.rules.notify;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what came of sends to the outbox, many in one transaction. Thread-safe. */
final class Results implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    /** Senders wait beyond this: the outbox cannot be written. */
    private static final int MOST_WAITING = 10_000;

    /** How long results are collected, and how many make it start sooner. */
    private static final long LINGER_MS = 50;

    private static final int ENOUGH = 1000;

    private final Outbox outbox;
    private final ReceiptLog receipts;
    private final Thread writer = new Thread(this::run, "weir-notify-results");
    private List<Outgoing> waiting = new ArrayList<>();
    private boolean closed;

    Results(Outbox outbox, ReceiptLog receipts) {
        this.outbox = outbox;
        this.receipts = receipts;
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    /** A send, or a decision not to send, ended so. */
    void add(Outgoing result) throws InterruptedException {
        if (result.notification().state() == Notification.State.SENT) {
            receipts.delivered(result.seq());
        }
        synchronized (this) {
            while (waiting.size() >= MOST_WAITING && !closed) {
                wait();
            }
            waiting.add(result);
            if (waiting.size() == 1 || waiting.size() == ENOUGH) {
                notifyAll();
            }
        }
    }

    private void run() {
        try {
            while (collect()) {
                flush();
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted: the rest is written at the end");
        }
    }

    private synchronized boolean collect() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        if (!closed && waiting.size() < ENOUGH) {
            wait(LINGER_MS);
        }
        return !closed;
    }

    /** Writes what waits; for tests and the end too. */
    void flush() {
        List<Outgoing> batch;
        synchronized (this) {
            batch = waiting;
            waiting = new ArrayList<>();
            notifyAll();
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            outbox.update(batch);
            receipts.flushed((int) batch.stream()
                    .filter(result -> result.notification().state() == Notification.State.SENT)
                    .count());
        } catch (RuntimeException e) {
            LOG.warn("What came of {} sends could not be written; tried again in a second", batch.size(), e);
            putBack(batch);
        }
    }

    private synchronized void putBack(List<Outgoing> batch) {
        batch.addAll(waiting);
        waiting = batch;
        try {
            if (!closed) {
                wait(1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
