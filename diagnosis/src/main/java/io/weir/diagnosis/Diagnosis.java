package io.weir.diagnosis;

import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.index.LogQueryException;
import io.weir.diagnosis.index.LogStore;
import io.weir.diagnosis.index.LogStoreMetrics;
import io.weir.diagnosis.index.LogStoreStatus;
import io.weir.diagnosis.index.StoreOptions;
import io.weir.diagnosis.log.LineCounts;
import io.weir.diagnosis.log.LogDiscovery;
import io.weir.diagnosis.log.LogFiles;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogTail;
import io.weir.diagnosis.log.PlausibleTime;
import io.weir.diagnosis.log.RestTail;
import io.weir.diagnosis.log.TailMetrics;
import io.weir.diagnosis.log.push.Durability;
import io.weir.diagnosis.log.push.LogPush;
import io.weir.diagnosis.log.push.LogPushConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of diagnosis: why it happened. For now the log store. Thread-safe. */
public final class Diagnosis implements AutoCloseable {
    private static final Duration LEAST_PLAUSIBLE_PAST = Duration.ofDays(7);
    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);
    private final LogStore store;
    private final LineCounts counts;
    private final LogTail tail;
    private final LogPush push;
    private final PlausibleTime plausible;
    private final Clock clock;
    private final List<RestTail> restTails = new CopyOnWriteArrayList<>();
    private volatile @Nullable LogDiscovery discovery;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "weir-log-counts");
        thread.setDaemon(true);
        return thread;
    });

    private Diagnosis(LogStore store, LineCounts counts, PlausibleTime plausible, Duration interval, Clock clock) {
        this.store = store;
        this.counts = counts;
        this.plausible = plausible;
        this.clock = clock;
        this.tail = new LogTail(counts, plausible, clock);
        this.push = new LogPush(counts, new StoreDurability(store), plausible, LogPushConfig.DEFAULTS, clock);
        long millis = interval.toMillis();
        var unused = loop.scheduleAtFixedRate(this::writeCounts, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the log store, recovering what was acknowledged, and starts to follow; no source yet.
     *
     * @param samples takes how many lines of each level came, see {@link LineCounts}
     */
    public static Diagnosis open(DiagnosisConfig config, SampleSink samples, Clock clock) {
        Path folder = config.dataDirectory().resolve("logs");
        LogStore store = LogStore.open(StoreOptions.of(folder, config.retention(), config.maximumBytes()), clock);
        boolean longRetention = config.retention().compareTo(LEAST_PLAUSIBLE_PAST) > 0;
        PlausibleTime plausible = new PlausibleTime(longRetention ? config.retention() : LEAST_PLAUSIBLE_PAST);
        LineCounts counts = new LineCounts(store, samples, clock);
        return new Diagnosis(store, counts, plausible, config.sampleInterval(), clock);
    }

    private record StoreDurability(LogStore store) implements Durability {
        @Override
        public void sync() {
            store.sync();
        }

        @Override
        public @Nullable String readOnly() {
            return store.readOnly();
        }
    }

    /** Takes in what is pushed. */
    public LogPush push() {
        return push;
    }

    private void writeCounts() {
        try {
            counts.write();
        } catch (RuntimeException e) {
            LOG.warn("Counts of log lines could not be written; the next follow at the next interval", e);
        }
    }

    /** Follows a source from where it was left off; one that is already followed stays as it is. */
    public void follow(LogSource source) {
        tail.follow(source);
    }

    /** Follows files wherever a pattern finds them, as they come and go. Call it once. */
    public void follow(List<LogFiles> patterns) {
        discovery = new LogDiscovery(patterns, tail, DISCOVERY_INTERVAL);
    }

    /** Reads the logs of a cluster by its REST API from now on. */
    public void follow(RestTail.Config cluster) {
        restTails.add(new RestTail(cluster, counts, plausible, clock));
    }

    /** Ceases to follow a source, once what it holds now is read. */
    public void unfollow(LogSource source) {
        tail.unfollow(source);
    }

    /**
     * Searches.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    public LogPage search(LogQuery query) {
        return store.search(query);
    }

    /**
     * Counts over time; the cursor, limit and order of the query are ignored.
     *
     * @param buckets 1 to 500, at most
     * @throws LogQueryException when the text cannot be understood
     */
    public Histogram histogram(LogQuery query, int buckets) {
        return store.histogram(query, buckets);
    }

    /** The records of the same process around a hit, oldest first, itself included; empty when it is gone. */
    public List<Hit> context(String hitId, int before, int after) {
        return store.context(hitId, before, after);
    }

    /** Tells every later record that satisfies the query text to {@code listener} as it arrives. Close the handle to end it. */
    public AutoCloseable tail(String queryText, Consumer<Hit> listener) {
        return store.tail(queryText, listener);
    }

    /** How the store is. */
    public LogStoreStatus status() {
        return store.status();
    }

    /** Figures of following files, for Weir's own metrics. */
    public TailMetrics tailMetrics() {
        return tail.metrics();
    }

    /** Figures of the store, for Weir's own metrics. */
    public LogStoreMetrics storeMetrics() {
        return store.metrics();
    }

    /** Figures of counting lines, of pushes and of reading by REST, for Weir's own metrics. */
    public List<SelfMetric> countMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(counts.selfMetrics());
        metrics.addAll(push.selfMetrics());
        restTails.forEach(tail -> metrics.addAll(tail.selfMetrics()));
        return metrics;
    }

    /** Stops following, makes everything that was read durable, and closes the store. */
    @Override
    public void close() {
        loop.shutdownNow();
        LogDiscovery looking = discovery;
        if (looking != null) {
            looking.close();
        }
        restTails.forEach(RestTail::close);
        tail.close();
        store.close();
    }
}
