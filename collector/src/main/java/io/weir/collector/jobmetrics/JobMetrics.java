package io.weir.collector.jobmetrics;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the figures of every job at each scrape interval and publishes them to the head, whether a reporter, a push or REST told the
 * samples. A job is there while its JobManager lists it as not ended or, where no JobManager answers, while it has samples; when it is gone its
 * series end. Runs on a thread of its own; its methods are thread-safe.
 */
public final class JobMetrics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobMetrics.class);

    /** What is older is not known any more, as in PromQL. */
    private static final Duration LOOKBACK = Duration.ofMinutes(5);

    private final Head head;
    private final Clock clock;
    private final Supplier<List<ClusterState>> clusters;
    private final JobFacts facts;
    private final Queue<HeadSeries> newcomers = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService loop;
    private final LongAdder rounds = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile double roundSeconds;
    private volatile int selected;
    private volatile int published;

    // Of the loop's thread.
    private final Selection selection = new Selection();
    private final Leftovers leftovers;
    private final Map<JobKey, JobPage> pages = new HashMap<>();
    private long round;

    private JobMetrics(Head head, Supplier<List<ClusterState>> clusters, JobRecords records, Clock clock) {
        this.head = head;
        this.clock = clock;
        this.clusters = clusters;
        this.facts = new JobFacts(records);
        this.leftovers = new Leftovers(head, clock.millis());
        this.loop = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-job-metrics");
            thread.setDaemon(true);
            return thread;
        });
        head.onNewSeries(newcomers::add);
        newcomers.addAll(head.allSeries());
    }

    /**
     * Begins to compute.
     *
     * @param clusters what is known of the watched clusters
     * @param records what is remembered of their jobs
     * @param interval between two rounds
     */
    public static JobMetrics start(
            Head head, Supplier<List<ClusterState>> clusters, JobRecords records, Duration interval, Clock clock) {
        JobMetrics metrics = new JobMetrics(head, clusters, records, clock);
        long nanos = interval.toNanos();
        metrics.loop.scheduleAtFixedRate(metrics::roundSafely, nanos, nanos, TimeUnit.NANOSECONDS);
        return metrics;
    }

    /** One that computes when {@link #round} is called, and not by itself. */
    static JobMetrics idle(Head head, Supplier<List<ClusterState>> clusters, JobRecords records, Clock clock) {
        return new JobMetrics(head, clusters, records, clock);
    }

    private void roundSafely() {
        long start = System.nanoTime();
        rounds.increment();
        try {
            round();
        } catch (RuntimeException e) {
            failures.increment();
            log.error("the figures of jobs could not be computed; they are tried again", e);
        }
        roundSeconds = (System.nanoTime() - start) / 1e9;
    }

    /** Computes and publishes once. */
    void round() {
        long nowMs = clock.millis();
        for (HeadSeries one = newcomers.poll(); one != null; one = newcomers.poll()) {
            selection.take(one, nowMs);
            leftovers.take(one);
        }
        round++;
        long fromMs = nowMs - LOOKBACK.toMillis();
        selection.read(round, fromMs, nowMs);
        Map<JobKey, MeasuredJob> measured = new HashMap<>();
        for (MeasuredJob job : selection.jobs()) {
            if (job.isHeard(round)) {
                measured.put(job.key, job);
            }
        }
        Roll roll = Roll.of(clusters.get(), measured.keySet());
        int count = 0;
        for (JobKey key : roll.present()) {
            count += publish(key, measured.get(key), roll, nowMs);
        }
        endOthers(roll.present(), nowMs);
        leftovers.end(pages.values().stream().map(JobPage::labels).collect(Collectors.toSet()), fromMs, nowMs);
        facts.retain(roll.present());
        selected = selection.size();
        published = count;
    }

    private int publish(JobKey key, @Nullable MeasuredJob measured, Roll roll, long nowMs) {
        JobValues values = new JobValues();
        Job known = roll.known(key);
        if (measured != null) {
            new JobFigures(selection, round).put(measured, known, values);
        }
        if (known != null) {
            facts.put(known, values);
            if (roll.isCurrent(key)) {
                JobFigures.putKnown(known, nowMs, values);
            }
        }
        return page(key, measured, known, nowMs).publish(values, nowMs);
    }

    /** The page under the labels that the job has now; one under former labels ends. */
    private JobPage page(JobKey key, @Nullable MeasuredJob measured, @Nullable Job known, long nowMs) {
        JobPage page = pages.get(key);
        Labels labels = measured != null
                ? measured.labels
                : page != null ? page.labels() : key.labels(known == null ? "" : known.name());
        if (page != null && !page.labels().equals(labels)) {
            page.end(nowMs);
            page = null;
        }
        if (page == null) {
            page = new JobPage(head, labels);
            pages.put(key, page);
        }
        return page;
    }

    private void endOthers(Set<JobKey> present, long nowMs) {
        Set<JobKey> gone = new HashSet<>(pages.keySet());
        gone.removeAll(present);
        for (JobKey key : gone) {
            JobPage page = pages.remove(key);
            if (page != null) {
                page.end(nowMs);
            }
        }
    }

    /** The loop's counters about itself. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        metrics.add(SelfMetric.counter("weir_jobmetrics_rounds_total", "Rounds of computing jobs.", rounds.sum()));
        metrics.add(SelfMetric.counter("weir_jobmetrics_failures_total", "Rounds that failed.", failures.sum()));
        metrics.add(SelfMetric.gauge("weir_jobmetrics_round_seconds", "How long the last round took.", roundSeconds));
        metrics.add(SelfMetric.gauge("weir_jobmetrics_series_read", "Series that a round reads.", selected));
        metrics.add(SelfMetric.gauge("weir_jobmetrics_samples", "Samples of the last round.", published));
        return List.copyOf(metrics);
    }

    /** Ends the loop. The series do not end: the jobs go on, and the next start takes them up. */
    @Override
    public void close() {
        head.onNewSeries(series -> {});
        loop.shutdown();
        try {
            if (!loop.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("the figures of jobs were still being computed after 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
