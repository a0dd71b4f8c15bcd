package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener with a bounded queue and a thread of its own, so that a slow one holds up nobody: what it cannot follow is left out and
 * counted. Close ends it; a listener that throws is ended too.
 */
final class Subscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int QUEUE_HITS = 1_000;

    private final Clause clause;
    private final Consumer<Hit> listener;
    private final LongAdder missed;
    private final Consumer<Subscription> onClose;
    private final BlockingQueue<Hit> queue = new ArrayBlockingQueue<>(QUEUE_HITS);
    private final Thread thread;
    private volatile boolean closed;

    Subscription(Clause clause, Consumer<Hit> listener, LongAdder missed, Consumer<Subscription> onClose) {
        this.clause = clause;
        this.listener = listener;
        this.missed = missed;
        this.onClose = onClose;
        this.thread = new Thread(this::run, "weir-log-listener");
        thread.setDaemon(true);
        thread.start();
    }

    void offer(RecordView view, RawRecord record, long ordinal) {
        if (closed || !clause.matches(view)) {
            return;
        }
        Hit hit = new Found(view.stream(), record, ordinal).toHit(clause);
        if (!queue.offer(hit)) {
            missed.increment();
        }
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                listener.accept(queue.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("live tail ended");
        } catch (RuntimeException e) {
            LOG.debug("live tail ended because its listener failed", e);
        } finally {
            closed = true;
            onClose.accept(this);
        }
    }
}
