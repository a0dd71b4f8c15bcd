package io.weir.diagnosis.logbook;

import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.index.BlockStore;
import io.weir.diagnosis.index.Completion;
import io.weir.diagnosis.index.Facet;
import io.weir.diagnosis.index.Facets;
import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.index.LogQueryException;
import io.weir.diagnosis.index.LogStore;
import io.weir.diagnosis.index.LogStoreMetrics;
import io.weir.diagnosis.index.LogStoreStatus;
import io.weir.diagnosis.index.OpenSearchStore;
import io.weir.diagnosis.index.Shipping;
import io.weir.diagnosis.index.StoreOptions;
import io.weir.diagnosis.log.CleanedLogs;
import io.weir.diagnosis.log.LineCounts;
import io.weir.diagnosis.log.LogFollowing;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.PlausibleTime;
import io.weir.diagnosis.log.push.Durability;
import io.weir.diagnosis.log.push.LogPush;
import io.weir.diagnosis.log.push.LogPushConfig;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import io.weir.diagnosis.pattern.MinedPatterns;
import io.weir.diagnosis.pattern.Pattern;
import io.weir.diagnosis.pattern.PatternComparison;
import io.weir.diagnosis.standing.SqlStandingQueryStore;
import io.weir.diagnosis.standing.StandingQueries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs that are kept: how they come in, are searched, and are counted and held against standing queries on their way. Thread-safe. */
public final class Logbook implements AutoCloseable {
    private static final Duration LEAST_PLAUSIBLE_PAST = Duration.ofDays(7);
    private static final Logger LOG = LoggerFactory.getLogger(Logbook.class);
    private final LogStore store;
    private final MinedPatterns patterns;
    private final StandingQueries standing;
    private final LineCounts counts;
    private final CleanedLogs cleaned;
    private final LogFollowing following;
    private final LogPush push;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "weir-log-counts");
        thread.setDaemon(true);
        return thread;
    });

    private Logbook(
            LogStore store,
            MinedPatterns patterns,
            StandingQueries standing,
            LineCounts counts,
            PlausibleTime plausible,
            Duration sampleInterval,
            Clock clock) {
        this.store = store;
        this.patterns = patterns;
        this.standing = standing;
        this.counts = counts;
        this.cleaned = new CleanedLogs(counts);
        this.following = new LogFollowing(cleaned, plausible, clock);
        this.push = new LogPush(cleaned, new StoreDurability(store), plausible, LogPushConfig.DEFAULTS, clock);
        long millis = sampleInterval.toMillis();
        var unused = loop.scheduleAtFixedRate(this::writeCounts, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the store, recovering what was acknowledged, and starts to follow; no source yet.
     *
     * @param jdbi where standing queries are kept
     * @param samples takes how many lines of each level came, see {@link LineCounts}
     */
    public static Logbook open(LogbookConfig config, Jdbi jdbi, SampleSink samples, Clock clock) {
        Path folder = config.dataDirectory().resolve("logs");
        MinedPatterns patterns = MinedPatterns.open(folder.resolve("patterns"));
        StoreOptions options = StoreOptions.of(folder, config.retention());
        OpenSearchConfig openSearch = config.openSearch();
        LogStore store = openSearch == null
                ? BlockStore.open(options, clock, patterns)
                : OpenSearchStore.open(options, openSearch, clock, patterns);
        Duration kept = config.retention().of(LogKind.LOG).age();
        PlausibleTime plausible =
                new PlausibleTime(kept.compareTo(LEAST_PLAUSIBLE_PAST) > 0 ? kept : LEAST_PLAUSIBLE_PAST);
        StandingQueries standing =
                new StandingQueries(store, new SqlStandingQueryStore(jdbi), patterns, samples, clock);
        LineCounts counts = new LineCounts(standing, samples, clock);
        return new Logbook(store, patterns, standing, counts, plausible, config.sampleInterval(), clock);
    }

    /** What is taken out of records before they are kept, from now on. */
    public void clean(CleanedLogs.Cleaning text) {
        cleaned.clean(text);
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
            standing.write();
        } catch (RuntimeException e) {
            LOG.warn("Counts of log lines could not be written; the next follow at the next interval", e);
        }
    }

    /** Follows what has lines. */
    public LogFollowing following() {
        return following;
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

    /**
     * Counts the values of fields over the hits, newest first; the cursor, limit and order of the query are ignored.
     *
     * @param most values of each field, 1 to 1000
     * @throws LogQueryException when the text cannot be understood
     */
    public Facets facets(LogQuery query, Set<Facet.Field> fields, int most) {
        return store.facets(query, fields, most);
    }

    /** What may stand at a place of a query text, which is a UTF-16 offset. */
    public Completion complete(String text, int position) {
        return store.complete(text, position);
    }

    /** The queries that every new record is held against. */
    public StandingQueries standingQueries() {
        return standing;
    }

    /** The pattern of an id. */
    public Optional<Pattern> pattern(String id) {
        return patterns.pattern(id);
    }

    /**
     * Which patterns are new, gone or changed among the hits of one query beside those of another.
     *
     * @throws LogQueryException when a text cannot be understood
     */
    public PatternComparison comparePatterns(LogQuery now, LogQuery before) {
        Set<Facet.Field> fields = EnumSet.of(Facet.Field.PATTERN, Facet.Field.PROCESS);
        return PatternComparison.of(
                PatternComparison.Side.of(now, facets(now, fields, PatternComparison.MOST_PATTERNS)),
                PatternComparison.Side.of(before, facets(before, fields, PatternComparison.MOST_PATTERNS)));
    }

    /** The records of the same process, or file, around a hit, oldest first, itself included; empty when it is gone. */
    public List<Hit> context(String hitId, int before, int after, boolean sameFile) {
        return store.context(hitId, before, after, sameFile);
    }

    /** Tells every later record that satisfies the query text to {@code listener} as it arrives. Close the handle to end it. */
    public AutoCloseable tail(String queryText, Consumer<Hit> listener) {
        return store.tail(queryText, listener);
    }

    /** The store itself, for what concludes from it. */
    public LogStore store() {
        return store;
    }

    /** How the store is. */
    public LogStoreStatus status() {
        return store.status();
    }

    /** How logs get to where they are kept, if that is another machine. */
    public Optional<Shipping> shipping() {
        return store.shipping();
    }

    /** Figures of the store, for Weir's own metrics. */
    public LogStoreMetrics storeMetrics() {
        return store.metrics();
    }

    /** Figures of counting lines, of pushes and of reading by REST, for Weir's own metrics. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(counts.selfMetrics());
        metrics.addAll(push.selfMetrics());
        metrics.addAll(store.selfMetrics());
        metrics.addAll(following.selfMetrics());
        metrics.addAll(standing.selfMetrics());
        metrics.add(SelfMetric.gauge("weir_log_patterns", "Patterns of log lines that are known.", patterns.size()));
        metrics.add(SelfMetric.counter(
                "weir_log_patterns_refused_total",
                "Log lines of no pattern because there are too many patterns.",
                patterns.refused()));
        return metrics;
    }

    /** Stops following, makes everything that was read durable, and closes the store. */
    @Override
    public void close() {
        loop.shutdownNow();
        following.close();
        store.close();
    }
}
