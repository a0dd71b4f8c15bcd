package io.weir.rules.rulefile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates each group at its interval, with an offset by its name, so that load spreads and a restart keeps the phase. The
 * time of an evaluation is its slot, not when a thread got to it; a slot that is over is left out and counted.
 */
final class GroupLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLoop.class);
    private static final Duration WATCH = Duration.ofSeconds(5);

    private final Clock clock;
    private final ScheduledExecutorService threads;
    private final Set<GroupRun> groups = ConcurrentHashMap.newKeySet();
    private final Map<GroupRun, ScheduledFuture<?>> next = new ConcurrentHashMap<>();
    private final AtomicLong missed = new AtomicLong();
    private volatile boolean started;

    GroupLoop(Clock clock) {
        this.clock = clock;
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2, work -> {
            Thread thread = new Thread(work, "weir-rule-groups");
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
        this.threads = pool;
    }

    /** Begins to evaluate, and to run {@code watch} every few seconds. */
    void start(Runnable watch) {
        started = true;
        groups.forEach(group -> schedule(group, slotAfter(group, clock.instant())));
        var unused = threads.scheduleWithFixedDelay(
                () -> safely("watching rule files", watch), WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(GroupRun group) {
        if (groups.add(group) && started) {
            schedule(group, slotAfter(group, clock.instant()));
        }
    }

    void remove(GroupRun group) {
        groups.remove(group);
        ScheduledFuture<?> future = next.remove(group);
        if (future != null) {
            future.cancel(false);
        }
    }

    private static Instant slotAfter(GroupRun group, Instant now) {
        long interval = Math.max(1, group.interval().toMillis());
        long offset = Math.floorMod((group.group().file() + "\0" + group.group().name()).hashCode(), interval);
        long slot = Math.floorDiv(now.toEpochMilli() - offset, interval) * interval + offset;
        return Instant.ofEpochMilli(slot + interval);
    }

    private void schedule(GroupRun group, Instant slot) {
        long delay = Math.max(0, Duration.between(clock.instant(), slot).toMillis());
        try {
            next.put(group, threads.schedule(() -> run(group, slot), delay, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while a group was being scheduled", e);
        }
    }

    private void run(GroupRun group, Instant slot) {
        safely("evaluating rule group " + group.group().name(), () -> group.evaluate(slot));
        Instant following = slotAfter(group, clock.instant());
        long left = Duration.between(slot, following).toMillis()
                        / Math.max(1, group.interval().toMillis())
                - 1;
        if (left > 0) {
            missed.addAndGet(left);
        }
        if (groups.contains(group)) {
            schedule(group, following);
        }
    }

    private static void safely(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed; tried again", what, e);
        }
    }

    long missed() {
        return missed.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The last evaluation of rule files did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
