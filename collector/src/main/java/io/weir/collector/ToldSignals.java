package io.weir.collector;

import io.weir.collector.cluster.JobHistory;
import io.weir.collector.kubernetes.KubernetesPods;
import io.weir.collector.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which signals were told, noted where they come from, so that a restart tells none of them again. Thread-safe. */
final class ToldSignals {
    private static final Logger log = LoggerFactory.getLogger(ToldSignals.class);

    /** How long jobs, checkpoints, exceptions and status changes are remembered. */
    private static final Duration RETENTION = Duration.ofDays(30);

    private final JobHistory history;
    private final Supplier<KubernetesPods> pods;
    private final Clock clock;
    private final BlockingQueue<Signal> told = new LinkedBlockingQueue<>(100_000);

    ToldSignals(JobHistory history, Supplier<KubernetesPods> pods, Clock clock) {
        this.history = history;
        this.pods = pods;
        this.clock = clock;
    }

    /** A signal that is not noted here is told again after a restart, which is the lesser evil. */
    void heard(Signal signal) {
        if (!told.offer(signal)) {
            log.warn("more signals were told than noted; some may be told again after a restart");
        }
    }

    /** Notes what was told since the last time. */
    void write() {
        List<Signal> batch = new ArrayList<>();
        told.drainTo(batch);
        if (batch.isEmpty()) {
            return;
        }
        try {
            history.markTold(batch);
            pods.get().markTold(batch, clock.instant());
        } catch (RuntimeException e) {
            log.error("{} told signals could not be noted; they may be told again after a restart", batch.size(), e);
        }
    }

    /** Drops what is too old. */
    void prune() {
        try {
            Instant before = clock.instant().minus(RETENTION);
            history.prune(before);
            pods.get().prune(before);
        } catch (RuntimeException e) {
            log.error("old history could not be dropped; it is tried again later", e);
        }
    }
}
