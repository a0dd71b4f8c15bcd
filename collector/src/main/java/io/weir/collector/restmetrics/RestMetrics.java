package io.weir.collector.restmetrics;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Reachability;
import io.weir.collector.head.Head;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metrics of a cluster without reporters from its REST API, at every scrape interval, for as long as it is open. The
 * series are those of Flink's Prometheus reporter, but for the labels that REST does not know ({@code operator_id}, {@code
 * task_attempt_id}). A round that fails ends the series and writes {@code up} 0; the next is tried all the same. Thread-safe.
 *
 * <p>Source: <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/#rest-api-integration">Flink's metrics
 * over REST</a>.
 */
public final class RestMetrics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RestMetrics.class);

    private final String cluster;
    private final Supplier<ClusterState> state;
    private final Duration interval;
    private final Clock clock;
    private final FlinkRest rest;
    private final MetricRound round;
    private final Thread thread;
    private final LongAdder rounds = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile boolean closing;
    private volatile int lastSamples;
    private volatile TargetStatus status;
    private boolean failing;

    /**
     * Begins to read.
     *
     * @param labels of every series, beside those that say which process it is of
     * @param state what is known of the cluster's jobs and TaskManagers; nothing is asked for while it is unknown
     * @param interval between two rounds
     * @param timeout of one request
     */
    public RestMetrics(
            String cluster,
            URI address,
            Labels labels,
            Supplier<ClusterState> state,
            Duration interval,
            Duration timeout,
            Head head,
            Clock clock) {
        this.cluster = cluster;
        this.state = state;
        this.interval = interval;
        this.clock = clock;
        this.rest = new FlinkRest(address, timeout);
        this.round = new MetricRound(rest, new RestPage(head), labels, interval);
        this.status = new TargetStatus(
                new Target(
                        cluster,
                        "rest",
                        address,
                        labels.with(Labels.of("cluster", cluster, "instance", String.valueOf(address.getAuthority())))),
                Health.UNKNOWN,
                null,
                Duration.ZERO,
                0,
                null);
        this.thread = new Thread(this::run, "weir-rest-metrics-" + cluster);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** How the reading goes, as that of a target whose page is the REST API. */
    public TargetStatus status() {
        return status;
    }

    /** The reader's counters about itself. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.counter("weir_rest_metrics_rounds_total", "Rounds of reading metrics by REST.", rounds.sum())
                        .with("cluster", cluster),
                SelfMetric.counter(
                                "weir_rest_metrics_failures_total",
                                "Rounds that broke off with an error.",
                                failures.sum())
                        .with("cluster", cluster),
                SelfMetric.counter("weir_rest_metrics_requests_total", "Requests for metrics.", round.requests())
                        .with("cluster", cluster),
                SelfMetric.counter(
                                "weir_rest_metrics_postponed_total",
                                "Times that a scope had to wait for a later round, since a round's requests are bounded.",
                                round.postponed())
                        .with("cluster", cluster),
                SelfMetric.gauge("weir_rest_metrics_samples", "Samples of the last round.", lastSamples)
                        .with("cluster", cluster));
    }

    private void run() {
        while (!closing) {
            long start = System.nanoTime();
            readSafely();
            // The state changes just after the start, when nothing has been polled yet.
            long pause = state.get().reachability() instanceof Reachability.Reachable || rounds.sum() > 5
                    ? interval.toNanos()
                    : Math.min(interval.toNanos(), TimeUnit.SECONDS.toNanos(1));
            pause(pause - (System.nanoTime() - start));
        }
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(1_000_000, nanos));
        } catch (InterruptedException e) {
            if (!closing) {
                log.warn("the reader of {}'s metrics was interrupted and goes on", cluster);
            }
        }
    }

    private void readSafely() {
        Instant at = clock.instant();
        ClusterState known = state.get();
        rounds.increment();
        try {
            if (known.reachability() instanceof Reachability.Unknown unknown) {
                failed(known, at, "the cluster is unknown: " + unknown.reason());
                note(Health.UNKNOWN, at, Duration.ZERO, "the cluster is unknown: " + unknown.reason());
                return;
            }
            long start = System.nanoTime();
            lastSamples = round.read(known, at);
            note(Health.UP, at, Duration.ofNanos(System.nanoTime() - start), null);
            if (failing) {
                log.info("the metrics of {} are read by REST again", cluster);
            }
            failing = false;
        } catch (FlinkRestException e) {
            failed(known, at, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("a round of {}'s metrics failed within Weir", cluster, e);
            failed(known, at, "Weir failed: " + e);
        }
    }

    private void note(Health health, Instant at, Duration duration, @Nullable String error) {
        status = new TargetStatus(status.target(), health, at, duration, lastSamples, error);
    }

    private void failed(ClusterState known, Instant at, String reason) {
        if (closing) {
            return;
        }
        failures.increment();
        note(Health.DOWN, at, Duration.ZERO, reason);
        if (!failing) {
            log.warn("the metrics of {} cannot be read by REST: {}", cluster, reason);
        }
        failing = true;
        lastSamples = 0;
        round.failed(known, at);
    }

    /** Ends the reading and the series. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        round.end(clock.instant());
        rest.close();
    }
}
