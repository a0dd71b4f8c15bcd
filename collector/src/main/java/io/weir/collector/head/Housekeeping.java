package io.weir.collector.head;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the head does by itself, one chore after the other on a thread of its own. A chore that throws is done again at its next time. */
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final long CLOSE_SECONDS = 10;

    private final List<ScheduledFuture<?>> chores = new ArrayList<>();
    private final ScheduledExecutorService housekeeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weir-head");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Does a chore again and again, so many seconds after it was done.
     *
     * @param what as in "{@code what} failed"
     */
    void every(long seconds, String what, Runnable chore) {
        chores.add(housekeeper.scheduleWithFixedDelay(() -> safely(what, chore), seconds, seconds, TimeUnit.SECONDS));
    }

    private static void safely(String what, Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            log.error("{} failed and is tried again", what, e);
        }
    }

    /** Begins no chore any more and waits for the one under way. */
    @Override
    public void close() {
        chores.forEach(chore -> chore.cancel(false));
        housekeeper.shutdown();
        try {
            if (!housekeeper.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("the head's housekeeping did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
