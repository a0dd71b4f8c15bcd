package io.weir.collector;

import io.weir.collector.cluster.ClusterWatch;
import io.weir.collector.cluster.JobHistory;
import io.weir.collector.cluster.SqlJobHistory;
import io.weir.collector.discovery.Discoveries;
import io.weir.collector.discovery.Discovery;
import io.weir.collector.discovery.Origin;
import io.weir.collector.discovery.file.FileDiscovery;
import io.weir.collector.discovery.file.TargetFiles;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.JobException;
import io.weir.collector.head.Head;
import io.weir.collector.history.SampleStore;
import io.weir.collector.jobmetrics.JobMetrics;
import io.weir.collector.kubernetes.KubernetesConfig;
import io.weir.collector.kubernetes.KubernetesPods;
import io.weir.collector.kubernetes.PodLogs;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.process.ResidentMemory;
import io.weir.collector.push.Push;
import io.weir.collector.push.PushConfig;
import io.weir.collector.scrape.PagePublished;
import io.weir.collector.scrape.Scraper;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.SignalBus;
import io.weir.collector.sink.SinkConfig;
import io.weir.collector.sink.SinkStatus;
import io.weir.collector.sink.Sinks;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.ScrapePace;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the collector: what was measured. Watches clusters by REST, scrapes targets, keeps samples, and tells signals.
 * Thread-safe.
 */
public final class Collector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    private static final long PRUNE_MINUTES = 10;

    private final CollectorConfig config;
    private final Clock clock;
    private final SampleStore store;
    private final Head head;
    private final JobHistory history;
    private final Scraper scraper;
    private final Discoveries discoveries;
    private final SignalBus bus;
    private final Watches watches;
    private final ToldSignals told;
    private final ScheduledExecutorService housekeeper;
    private final List<ScheduledFuture<?>> chores;
    private final JobMetrics jobMetrics;
    private final ResidentMemory memory;
    private volatile @Nullable FileDiscovery targetFiles;
    private volatile @Nullable Sinks sinks;
    private volatile KubernetesPods pods = KubernetesPods.none();
    private volatile Push push;

    private Collector(CollectorConfig config, Clock clock, SampleStore store, JobHistory history) {
        this.config = config;
        this.clock = clock;
        this.store = store;
        this.head = store.head();
        this.history = history;
        this.scraper = new Scraper(head, clock, config.scrapeInterval(), config.scrapeTimeout(), config.scrapeLimits());
        this.discoveries = new Discoveries(scraper, clock);
        this.told = new ToldSignals(history, () -> pods, clock);
        this.bus = new SignalBus(told::heard);
        this.watches = new Watches(config, clock, head, history, bus::publish, discoveries, scraper::targets);
        this.push = new Push(head, PushConfig.defaults(config.scrapeInterval()), clock);
        this.housekeeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-history");
            thread.setDaemon(true);
            return thread;
        });
        this.memory = new ResidentMemory(head, clock);
        bus.listen(memory::onSignal);
        this.jobMetrics = JobMetrics.start(head, this::clusters, history, config.scrapeInterval(), clock);
        long scrapeNanos = config.scrapeInterval().toNanos();
        this.chores = List.of(
                housekeeper.scheduleWithFixedDelay(memory::measure, scrapeNanos, scrapeNanos, TimeUnit.NANOSECONDS),
                housekeeper.scheduleWithFixedDelay(told::write, 1, 1, TimeUnit.SECONDS),
                housekeeper.scheduleWithFixedDelay(told::prune, PRUNE_MINUTES, PRUNE_MINUTES, TimeUnit.MINUTES));
    }

    /** Opens the stores below the data folder and starts the loops; nothing is watched yet. */
    public static Collector open(CollectorConfig config, Clock clock) {
        StorageConfig storage = config.storage();
        SampleStore store = SampleStore.open(
                config.dataDirectory(),
                config.headRetention(),
                storage.maxSeries(),
                storage.newSeriesPerHour(),
                storage.history(),
                clock);
        try {
            return new Collector(
                    config,
                    clock,
                    store,
                    SqlJobHistory.open(config.dataDirectory().resolve("weir.db")));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * What may be kept and told of the texts of exceptions, from now on; they hold whatever a job was given.
     *
     * @param texts given the name of a cluster and a text of it
     */
    public void told(BinaryOperator<String> texts) {
        watches.told(texts);
    }

    /** The REST API of a cluster, with what may be told of its exceptions; to be closed by the caller. */
    public FlinkRest rest(ClusterState cluster, Duration timeout) {
        return watches.rest(cluster.name(), cluster.rest(), timeout);
    }

    /** Begins to poll a cluster's REST API. A cluster of that name that is already watched is replaced. */
    public void watch(String cluster, URI rest) {
        watches.watch(cluster, rest);
    }

    /**
     * Begins to read the metrics of a watched cluster from its REST API, at the scrape interval: for one whose processes have no
     * reporter.
     *
     * @param labels of every series, beside those that say which process it is of
     * @throws IllegalArgumentException when the cluster is not watched
     */
    public void readMetricsByRest(String cluster, Labels labels) {
        watches.readMetricsByRest(cluster, labels);
    }

    /**
     * Begins to search for the pages of a watched cluster's processes, where its configuration has the Prometheus reporter; without
     * it, or when pages cannot be reached, the metrics are read from its REST API.
     *
     * @param labels of every series, beside those that say which process it is of
     * @param options how the pages are scraped
     * @throws IllegalArgumentException when the cluster is not watched
     */
    public void findMetrics(String cluster, Labels labels, ScrapeOptions options) {
        watches.findMetrics(cluster, labels, options);
    }

    /** Ceases to poll a cluster, to search for its pages and to read its metrics by REST. */
    public void unwatch(String cluster) {
        watches.unwatch(cluster);
    }

    /**
     * Begins to send every later sample on, to all of these sinks. Called once.
     *
     * @throws java.io.UncheckedIOException when a spool below {@code spool/} in the data folder cannot be opened
     */
    public void export(List<SinkConfig> configs) {
        if (!configs.isEmpty()) {
            Sinks opened = Sinks.open(configs, config.dataDirectory().resolve("spool"), clock);
            sinks = opened;
            head.tap(opened);
        }
    }

    /** Begins to watch the Flink pods of some Kubernetes APIs. Called once. */
    public void watchPods(List<KubernetesConfig> configs) {
        if (!configs.isEmpty()) {
            pods = KubernetesPods.watch(
                    configs, config.dataDirectory().resolve("weir.db"), clock, this::discover, bus::publish);
        }
    }

    /** The logs of the Flink pods of one Kubernetes API, by its name in the config. */
    public PodLogs podLogs(String kubernetes) {
        return pods.logs(kubernetes);
    }

    /** Takes pushes in by other limits than the defaults. Called once, before anything is pushed. */
    public void receive(PushConfig limits) {
        Push before = push;
        push = new Push(head, limits, clock);
        before.close();
    }

    /** The receivers of what others push. */
    public Push push() {
        return push;
    }

    /** How each sink is, in the order they were given. */
    public List<SinkStatus> sinks() {
        Sinks all = sinks;
        return all == null ? List.of() : all.statuses();
    }

    /**
     * Begins to listen to a source of targets, which says which there are and when that changes.
     *
     * @throws IllegalStateException when the origin is open already
     */
    public Discovery discover(Origin origin) {
        return discoveries.open(origin);
    }

    /** Begins to keep the targets that files hold. Called once. */
    public void readTargetFiles(List<TargetFiles> files) {
        if (!files.isEmpty()) {
            targetFiles = new FileDiscovery(files, discoveries::open);
        }
    }

    /** Every target and how its scrapes go. */
    public List<TargetStatus> targets() {
        return scraper.targets();
    }

    /** Which targets there are, which are not scraped, and how the sources are that tell of them. */
    public Discoveries discoveries() {
        return discoveries;
    }

    /** How often a target is scraped, and how long that may take, the common interval and timeout included. */
    public ScrapePace pace(Target target) {
        ScrapePace own = target.options().pace();
        Duration interval = own.intervalOr(config.scrapeInterval());
        return new ScrapePace(interval, own.timeoutOr(config.scrapeInterval(), config.scrapeTimeout()));
    }

    /** How the reading of metrics by REST goes, of every cluster that has no pages; each is a target whose URL is the REST address. */
    public List<TargetStatus> restReadings() {
        return watches.restReadings();
    }

    /** Every watched cluster, by name. */
    public List<ClusterState> clusters() {
        return watches.states();
    }

    /** One watched cluster. */
    public Optional<ClusterState> cluster(String name) {
        return watches.find(name).map(ClusterWatch::state);
    }

    /** What was last known of a cluster, watched or not; nothing of it is fresh. */
    public Optional<ClusterState> lastKnown(String cluster) {
        return history.lastKnown(cluster);
    }

    /** Keeps what is known of a cluster from elsewhere. Its signals are told to nobody: they are of the past. */
    public void remember(ClusterState state, List<Signal> signals) {
        history.remember(state, clock.instant());
        history.markTold(history.addNew(signals));
    }

    /** The kept checkpoints of a job, newest first, at most {@code limit}; those in progress included. */
    public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
        List<Checkpoint> all = new ArrayList<>();
        watches.find(cluster).ifPresent(watch -> all.addAll(watch.checkpointsInProgress(jobId)));
        all.addAll(history.checkpoints(cluster, jobId, limit));
        all.sort(Comparator.comparing(Checkpoint::triggeredAt).reversed());
        return all.stream().limit(limit).toList();
    }

    /** The kept exceptions of a job, newest first, at most {@code limit}. */
    public List<JobException> exceptions(String cluster, String jobId, int limit) {
        return history.exceptions(cluster, jobId, limit);
    }

    /** The kept state changes of a job, newest first, at most {@code limit}. */
    public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
        return history.statusChanges(cluster, jobId, limit);
    }

    /** Where samples are read. */
    public SampleSource samples() {
        return store.samples();
    }

    /** Samples of any age, to write them to a file. */
    public SampleStore store() {
        return store;
    }

    /** Where samples of other producers are written. */
    public SampleSink sink() {
        return head;
    }

    /** Tells every later signal to {@code listener}, one at a time and in order, on the collector's signal thread. */
    public void onSignal(Consumer<Signal> listener) {
        bus.listen(listener);
    }

    /**
     * Tells {@code listener} whenever a target's samples can be read, on the threads that read pages: it must neither block nor
     * take long.
     */
    public void onPage(Consumer<PagePublished> listener) {
        scraper.onPage(listener);
    }

    /**
     * Tells a signal of another module (the runtime's process exits) as if it had been seen here. It may wait some seconds when
     * listeners do not keep up, and is then counted as lost, and logged.
     */
    public void publish(Signal signal) {
        bus.publish(signal);
    }

    /** The collector's counters about itself, for Weir's own {@code /metrics}. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        metrics.addAll(scraper.selfMetrics());
        metrics.addAll(discoveries.selfMetrics());
        metrics.addAll(store.selfMetrics());
        metrics.addAll(watches.selfMetrics());
        metrics.addAll(bus.selfMetrics());
        metrics.addAll(push.selfMetrics());
        metrics.addAll(jobMetrics.selfMetrics());
        metrics.addAll(pods.selfMetrics());
        Sinks all = sinks;
        if (all != null) {
            metrics.addAll(all.selfMetrics());
        }
        return List.copyOf(metrics);
    }

    /** Ends all loops, tells what is still queued, and closes the stores. */
    @Override
    public void close() {
        // Sources of targets are stopped before the scraper, so that nothing is begun while everything ends.
        watches.close();
        FileDiscovery files = targetFiles;
        if (files != null) {
            files.close();
        }
        pods.stop();
        scraper.close();
        jobMetrics.close();
        bus.close();
        push.close();
        chores.forEach(chore -> chore.cancel(false));
        housekeeper.shutdown();
        try {
            if (!housekeeper.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("the history's housekeeping did not end within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        told.write();
        pods.close();
        Sinks all = sinks;
        if (all != null) {
            head.tap(null);
            all.close();
        }
        history.close();
        store.close();
    }
}
