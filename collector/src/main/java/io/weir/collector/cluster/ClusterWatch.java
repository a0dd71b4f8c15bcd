package io.weir.collector.cluster;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.ClusterReachabilityChanged;
import io.weir.collector.signal.Signal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one cluster for as long as it is open. A poll that fails makes the cluster unknown and is repeated for ever, with pauses of
 * at most {@link #LONGEST_PAUSE} (or the poll interval, when that is longer). Thread-safe.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** What is known changes with every heartbeat; so often it is written down when nothing else changed. */
    private static final Duration REMEMBER_EVERY = Duration.ofMinutes(1);

    private final String name;
    private final Duration interval;
    private final Clock clock;
    private final JobHistory history;
    private final Consumer<Signal> signals;
    private final FlinkRest rest;
    private final ClusterPoll poll;
    private final Thread thread;
    private final LongAdder polls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile ClusterState state;
    private volatile boolean closing;
    private @Nullable Instant rememberedAt;
    private boolean everAnswered;

    /**
     * A watch that polls at once.
     *
     * @param timeout of one REST call
     * @param signals hears what is new, in order, on the watch's thread
     */
    public ClusterWatch(
            String name,
            URI address,
            Duration interval,
            Duration timeout,
            Clock clock,
            JobHistory history,
            Consumer<Signal> signals) {
        this(name, new FlinkRest(address, timeout), address, interval, timeout, clock, history, signals);
    }

    /**
     * The same.
     *
     * @param rest at the address; closed with the watch
     */
    public ClusterWatch(
            String name,
            FlinkRest rest,
            URI address,
            Duration interval,
            Duration timeout,
            Clock clock,
            JobHistory history,
            Consumer<Signal> signals) {
        this.name = name;
        this.interval = interval;
        this.clock = clock;
        this.history = history;
        this.signals = signals;
        this.rest = rest;
        Reachability unknown = new Reachability.Unknown(clock.instant(), "not polled yet");
        ClusterState remembered = history.lastKnown(name).orElse(null);
        this.state = remembered == null
                ? new ClusterState(name, address, unknown, null, 0, 0, List.of(), List.of())
                : new ClusterState(
                        name,
                        address,
                        unknown,
                        remembered.flinkVersion(),
                        remembered.slotsTotal(),
                        remembered.slotsFree(),
                        remembered.taskManagers(),
                        remembered.jobs());
        this.poll = new ClusterPoll(name, rest, timeout, history, this.state);
        this.thread = new Thread(this::run, "weir-poll-" + name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** What is known now. */
    public ClusterState state() {
        return state;
    }

    /** The checkpoints of a job that have not ended, newest first. */
    public List<Checkpoint> checkpointsInProgress(String jobId) {
        return poll.inProgress(jobId);
    }

    /** The watch's own counters. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.counter("weir_polls_total", "Polls of a cluster's REST API.", polls.sum())
                        .with("cluster", name),
                SelfMetric.counter("weir_poll_failures_total", "Polls that failed.", failures.sum())
                        .with("cluster", name),
                SelfMetric.counter(
                                "weir_poll_job_failures_total",
                                "Jobs whose details could not be read in a poll that was good otherwise.",
                                poll.jobFailures())
                        .with("cluster", name),
                SelfMetric.counter(
                                "weir_exception_pages_truncated_total",
                                "Answers in which Flink left out older exceptions that it has.",
                                poll.losses().truncated.sum())
                        .with("cluster", name),
                SelfMetric.counter(
                                "weir_exception_gaps_total",
                                "Times when a job's whole exception history was new: some may have come and gone between two polls.",
                                poll.losses().gaps.sum())
                        .with("cluster", name),
                SelfMetric.gauge(
                                "weir_cluster_reachable",
                                "1 when the last poll was answered.",
                                state.reachability() instanceof Reachability.Reachable ? 1 : 0)
                        .with("cluster", name));
    }

    private void run() {
        history.untold(name).forEach(signals);
        int failed = 0;
        while (!closing) {
            long start = System.nanoTime();
            boolean good = pollSafely();
            failed = good ? 0 : Math.min(failed + 1, 20);
            pause(pauseAfter(failed).minusNanos(System.nanoTime() - start));
        }
    }

    /** The interval, doubled for each failure in a row up to a bound. */
    private Duration pauseAfter(int failed) {
        Duration bound = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause = interval.multipliedBy(1L << Math.min(failed, 10));
        return pause.compareTo(bound) > 0 ? bound : pause;
    }

    private void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(1_000_000, duration.toNanos()));
        } catch (InterruptedException e) {
            if (!closing) {
                log.warn("the watch of {} was interrupted and goes on", name);
            }
        }
    }

    private boolean pollSafely() {
        try {
            pollOnce();
            return true;
        } catch (FlinkRestException e) {
            unknown(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("a poll of {} failed within Weir", name, e);
            unknown("Weir failed to poll: " + e);
        }
        return false;
    }

    private void pollOnce() throws FlinkRestException {
        polls.increment();
        Instant now = clock.instant();
        ClusterPoll.Outcome outcome = poll.run(now);
        Reachability before = state.reachability();
        boolean regained = !(before instanceof Reachability.Reachable);
        Reachability reachable = regained ? new Reachability.Reachable(now) : before;
        ClusterState fresh = new ClusterState(
                name,
                state.rest(),
                reachable,
                outcome.overview().flinkVersion(),
                outcome.overview().slotsTotal(),
                outcome.overview().slotsFree(),
                outcome.taskManagers(),
                outcome.jobs());
        state = fresh;
        everAnswered = true;
        if (regained) {
            log.info("cluster {} answers", name);
            signals.accept(new ClusterReachabilityChanged(name, now, reachable));
        }
        boolean changed = tell();
        if (changed
                || rememberedAt == null
                || Duration.between(rememberedAt, now).compareTo(REMEMBER_EVERY) > 0) {
            history.remember(fresh, now);
            rememberedAt = now;
        }
    }

    /** Keeps and tells what is new; true when there was something. */
    private boolean tell() {
        List<Signal> news = poll.takeNews();
        List<Signal> added;
        try {
            added = history.addNew(news);
        } catch (RuntimeException e) {
            // Telling it twice after a restart is better than not at all.
            log.error("the history of {} cannot be written; {} signals are told all the same", name, news.size(), e);
            added = news;
        }
        added.forEach(signals);
        return !added.isEmpty();
    }

    private void unknown(String reason) {
        if (closing) {
            return;
        }
        tell();
        poll.failed();
        failures.increment();
        Instant now = clock.instant();
        Reachability before = state.reachability();
        boolean lost = before instanceof Reachability.Reachable || !everAnswered && failures.sum() == 1;
        Instant since = before instanceof Reachability.Unknown unknown ? unknown.since() : now;
        Reachability current = new Reachability.Unknown(since, reason);
        ClusterState known = state;
        state = new ClusterState(
                name,
                known.rest(),
                current,
                known.flinkVersion(),
                known.slotsTotal(),
                known.slotsFree(),
                known.taskManagers(),
                known.jobs());
        if (lost) {
            log.warn("cluster {} is unknown: {}", name, reason);
            signals.accept(new ClusterReachabilityChanged(name, now, current));
        }
    }

    /** Ends the polling and writes down what is known. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (everAnswered) {
            history.remember(state, clock.instant());
        }
        rest.close();
    }
}
