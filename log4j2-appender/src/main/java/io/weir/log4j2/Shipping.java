package io.weir.log4j2;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.status.StatusLogger;

/** The two threads behind an appender: one writes the queue to disk, the other sends from disk. Thread-safe. */
final class Shipping {
    private static final int QUEUE = 16_384;

    /** Wakes the writer. A thread that is interrupted in a write would find its file closed. */
    private static final byte[] NOTHING = {};

    private static final int BATCH_RECORDS = 2_000;
    private static final int BATCH_BYTES = 1 << 20;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;
    private static final long LONGEST_WRITE_MILLIS = 5_000;

    private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final DiskBuffer buffer;
    private final Delivery delivery;
    private final Thread writer = new Thread(this::write, "weir-log-writer");
    private final Thread sender = new Thread(this::send, "weir-log-sender");
    private final Semaphore waking = new Semaphore(0);
    private volatile boolean closing;
    private volatile boolean ended;
    private int batchRecords = BATCH_RECORDS;

    Shipping(DiskBuffer buffer, Delivery delivery) {
        this.buffer = buffer;
        this.delivery = delivery;
        writer.setDaemon(true);
        sender.setDaemon(true);
        writer.start();
        sender.start();
    }

    /** Takes an event, or drops it and counts that; never waits. */
    void offer(byte[] event) {
        if (!queue.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what is queued and sends what can be sent in that time; the rest stays on disk. */
    void close(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        closing = true;
        boolean unused = queue.offer(NOTHING);
        waking.release();
        try {
            // The queue is short and the disk is near: what was logged is kept, however long that takes within reason.
            writer.join(LONGEST_WRITE_MILLIS);
            sender.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        waking.release();
        try {
            buffer.close();
        } catch (IOException e) {
            StatusLogger.getLogger().warn("Weir: the buffer could not be closed", e);
        }
    }

    private void write() {
        while (!closing || !queue.isEmpty()) {
            try {
                byte[] event = queue.poll(500, TimeUnit.MILLISECONDS);
                if (event != null && event.length > 0) {
                    buffer.append(event);
                }
                long lost = dropped.getAndSet(0) + buffer.takeDropped();
                if (lost > 0) {
                    buffer.append(EventJson.ofDropped(lost, System.currentTimeMillis()));
                }
            } catch (InterruptedException e) {
                StatusLogger.getLogger().debug("Weir: nobody interrupts the writer on purpose");
            } catch (IOException | RuntimeException e) {
                dropped.incrementAndGet();
                StatusLogger.getLogger().warn("Weir: an event could not be buffered", e);
            }
        }
    }

    private void send() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!ended && (!closing || writer.isAlive() || buffer.unsent() > 0)) {
            try {
                pause = sendOnce() ? FIRST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                if (buffer.unsent() == 0 || pause > FIRST_PAUSE_MILLIS) {
                    rest(pause);
                }
            } catch (IOException | RuntimeException e) {
                if (!ended) {
                    StatusLogger.getLogger().warn("Weir: the buffer cannot be read, trying on", e);
                }
                pause = LONGEST_PAUSE_MILLIS;
                rest(pause);
            }
        }
    }

    /** Waits, but not while the process waits for the last events to go. */
    private void rest(long millis) {
        try {
            boolean unused =
                    waking.tryAcquire(closing ? Math.min(millis, FIRST_PAUSE_MILLIS) : millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            StatusLogger.getLogger().debug("Weir: nobody interrupts the sender on purpose");
        }
    }

    /** Returns whether Weir answered as it should. */
    private boolean sendOnce() throws IOException {
        DiskBuffer.Batch batch = buffer.peek(batchRecords, BATCH_BYTES);
        if (batch.records.isEmpty()) {
            return true;
        }
        switch (delivery.post(batch.first, batch.records)) {
            case TAKEN:
                buffer.sent(batch.end());
                batchRecords = BATCH_RECORDS;
                return true;
            case TOO_LARGE:
                if (batch.records.size() > 1) {
                    batchRecords = Math.max(1, batch.records.size() / 2);
                    return true;
                }
                return drop(batch);
            case REFUSED:
                return drop(batch);
            default:
                StatusLogger.getLogger().warn("Weir: not delivered, trying on: {}", delivery.lastFault());
                return false;
        }
    }

    private boolean drop(DiskBuffer.Batch batch) throws IOException {
        StatusLogger.getLogger()
                .error("Weir: {} events were refused and are dropped: {}", batch.records.size(), delivery.lastFault());
        dropped.addAndGet(batch.records.size());
        buffer.sent(batch.end());
        return true;
    }
}
