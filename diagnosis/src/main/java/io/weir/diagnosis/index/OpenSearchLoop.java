package io.weir.diagnosis.index;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ships five times a second, and after a failure ever more seldom, up to half a minute; every ten seconds it looks after the indices. Survives every exception. */
final class OpenSearchLoop {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchLoop.class);
    private static final long SHIP_MILLIS = 200;
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final long CARE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Work ship;
    private final Work care;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "weir-log-opensearch");
    private volatile @Nullable Instant lastGood;
    private volatile @Nullable String failure;
    private volatile long failures;
    private long waitMillis = FIRST_WAIT_MILLIS;
    private long cared = System.nanoTime() - CARE_NANOS;

    /** What may fail, and is tried again. */
    interface Work {
        void run() throws IOException;
    }

    OpenSearchLoop(Work ship, Work care, Clock clock) {
        this.ship = ship;
        this.care = care;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Nullable
    Instant lastGood() {
        return lastGood;
    }

    /** What went wrong since the last good pass; null when nothing did. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Passes that failed, since the start. */
    long failures() {
        return failures;
    }

    /** Returns once a pass that is under way has ended. */
    void stop() {
        stopped.countDown();
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
        long wait = SHIP_MILLIS;
        while (!stoppedWithin(wait)) {
            wait = pass() ? SHIP_MILLIS : backoff();
        }
    }

    /** One pass, also for who cannot wait for the next. Returns whether it went well. */
    synchronized boolean pass() {
        try {
            ship.run();
            if (System.nanoTime() - cared > CARE_NANOS) {
                cared = System.nanoTime();
                takeCare();
            }
            if (failure != null) {
                LOG.info("OpenSearch takes logs again");
            }
            lastGood = clock.instant();
            failure = null;
            waitMillis = FIRST_WAIT_MILLIS;
            return true;
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            if (failure == null) {
                LOG.error("OpenSearch takes no logs, they wait on disk: {}", why);
                LOG.debug("OpenSearch takes no logs", e);
            }
            failure = why;
            failures++;
            return false;
        }
    }

    /** Old indices that cannot be deleted hold no logs up. */
    private void takeCare() {
        try {
            care.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The indices in OpenSearch cannot be looked after, logs are taken all the same: {}", e.toString());
        }
    }

    /** Spread, so that many Weirs do not come back all at once. */
    private long backoff() {
        long wait = waitMillis / 2 + ThreadLocalRandom.current().nextLong(waitMillis / 2 + 1);
        waitMillis = Math.min(LONGEST_WAIT_MILLIS, 2 * waitMillis);
        return wait;
    }

    private boolean stoppedWithin(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread on purpose; stop() ends it.
            LOG.debug("interrupted while waiting");
            return false;
        }
    }
}
