package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store's two threads: one makes records durable ten times a second, one indexes. Both survive every exception. */
final class StoreLoops {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLoops.class);
    private static final long FLUSH_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;
    private static final long INDEX_MILLIS = 200;

    private final BlockWriter writer;
    private final Indexer indexer;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread flushing = new Thread(this::flush, "weir-log-flush");
    private final Thread indexing = new Thread(this::index, "weir-log-index");
    private String lastFailure = "";

    StoreLoops(BlockWriter writer, Indexer indexer) {
        this.writer = writer;
        this.indexer = indexer;
        flushing.setDaemon(true);
        indexing.setDaemon(true);
    }

    void start() {
        flushing.start();
        indexing.start();
    }

    /** Returns once both have ended. */
    void stop() {
        stopped.countDown();
        boolean interrupted = false;
        for (Thread thread : new Thread[] {flushing, indexing}) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush() {
        do {
            try {
                writer.check();
            } catch (RuntimeException e) {
                LOG.error("making log records durable failed, trying on", e);
            }
        } while (!stoppedWithin(writer.readOnly() == null ? FLUSH_MILLIS : RETRY_MILLIS));
    }

    private void index() {
        boolean more;
        do {
            more = pass();
        } while (!stoppedWithin(more ? 0 : INDEX_MILLIS));
    }

    private boolean pass() {
        try {
            boolean more = indexer.pass();
            lastFailure = "";
            writer.backlog().indexKeepsUp(true);
            return more;
        } catch (IOException | RuntimeException e) {
            writer.backlog().indexKeepsUp(false);
            if (!lastFailure.equals(e.toString())) {
                lastFailure = e.toString();
                LOG.error("indexing log records failed, trying on; searches read the blocks instead", e);
            }
            return false;
        }
    }

    private boolean stoppedWithin(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts these threads on purpose; stop() ends them.
            LOG.debug("interrupted while waiting");
            return false;
        }
    }
}
