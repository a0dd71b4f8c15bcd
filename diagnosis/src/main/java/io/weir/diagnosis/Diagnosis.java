package io.weir.diagnosis;

import io.weir.collector.Collector;
import io.weir.collector.database.Database;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.capture.Capture;
import io.weir.diagnosis.consult.ConsultingRoom;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.health.Health;
import io.weir.diagnosis.incident.Incidents;
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
import io.weir.diagnosis.scene.ProcessFiles;
import io.weir.diagnosis.scene.Scenes;
import io.weir.diagnosis.standing.SqlStandingQueryStore;
import io.weir.diagnosis.standing.StandingQueries;
import io.weir.rules.Rules;
import io.weir.rules.promql.PromQl;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of diagnosis: why it happened: the log store, and the verdicts made from it and from what the rooms before it know. Thread-safe. */
public final class Diagnosis implements AutoCloseable {
    private static final Duration LEAST_PLAUSIBLE_PAST = Duration.ofDays(7);
    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);
    private final LogStore store;
    private final Database database;
    private final MinedPatterns patterns;
    private final StandingQueries standing;
    private final LineCounts counts;
    private final CleanedLogs cleaned;
    private final LogFollowing following;
    private final LogPush push;
    private final Clock clock;
    private final Path dataDirectory;
    private volatile @Nullable ConsultingRoom consultingRoom;
    private volatile @Nullable Casebook casebook;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "weir-log-counts");
        thread.setDaemon(true);
        return thread;
    });

    private Diagnosis(
            LogStore store,
            Database database,
            MinedPatterns patterns,
            StandingQueries standing,
            LineCounts counts,
            PlausibleTime plausible,
            DiagnosisConfig config,
            Clock clock) {
        this.store = store;
        this.database = database;
        this.patterns = patterns;
        this.standing = standing;
        this.counts = counts;
        this.clock = clock;
        this.cleaned = new CleanedLogs(counts);
        this.following = new LogFollowing(cleaned, plausible, clock);
        this.push = new LogPush(cleaned, new StoreDurability(store), plausible, LogPushConfig.DEFAULTS, clock);
        this.dataDirectory = config.dataDirectory();
        long millis = config.sampleInterval().toMillis();
        var unused = loop.scheduleAtFixedRate(this::writeCounts, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the log store, recovering what was acknowledged, and starts to follow; no source yet.
     *
     * @param samples takes how many lines of each level came, see {@link LineCounts}
     */
    public static Diagnosis open(DiagnosisConfig config, SampleSink samples, Clock clock) {
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
        Database database = Database.open(config.dataDirectory(), "diagnosis");
        StandingQueries standing =
                new StandingQueries(store, new SqlStandingQueryStore(database.jdbi()), patterns, samples, clock);
        LineCounts counts = new LineCounts(standing, samples, clock);
        return new Diagnosis(store, database, patterns, standing, counts, plausible, config, clock);
    }

    /**
     * What is taken out of log records before they are kept, from now on.
     *
     * @param text returns the array itself when there is nothing to take out
     */
    public void clean(UnaryOperator<byte[]> text) {
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

    /**
     * Begins to take scenes and to keep incidents. Called once.
     *
     * @param files of the processes of this machine
     */
    public void observe(Collector collector, Rules rules, CasebookConfig config, ProcessFiles.Source files) {
        casebook =
                Casebook.open(config, database.jdbi(), collector, rules, store::search, files, this::diagnose, clock);
    }

    /** Until somebody is consulted nothing is found. */
    private Answer diagnose(Question question) {
        ConsultingRoom room = consultingRoom;
        return room == null ? new Answer(List.of(), List.of()) : room.diagnose(question);
    }

    /**
     * What was captured when something broke.
     *
     * @throws IllegalStateException before {@link #observe}
     */
    public Scenes scenes() {
        return opened().scenes();
    }

    /**
     * The problems there are and were.
     *
     * @throws IllegalStateException before {@link #observe}
     */
    public Incidents incidents() {
        return opened().incidents();
    }

    /**
     * How healthy jobs are.
     *
     * @throws IllegalStateException before {@link #observe}
     */
    public Health health() {
        return opened().health();
    }

    private Casebook opened() {
        Casebook book = casebook;
        if (book == null) {
            throw new IllegalStateException("nothing is observed yet");
        }
        return book;
    }

    /**
     * Begins to give verdicts on what a collector sees. Called once.
     *
     * @param signatures the folder of users' signatures; null for none
     * @throws io.weir.diagnosis.signature.SignatureException when one of them cannot be used
     */
    public ConsultingRoom consult(Collector collector, PromQl promQl, @Nullable Path signatures) {
        ConsultingRoom room =
                ConsultingRoom.open(dataDirectory, database.jdbi(), collector, promQl, store, signatures, clock);
        consultingRoom = room;
        return room;
    }

    /**
     * Verdicts, signatures and known exceptions.
     *
     * @throws IllegalStateException before {@link #consult}
     */
    public ConsultingRoom consultingRoom() {
        ConsultingRoom room = consultingRoom;
        if (room == null) {
            throw new IllegalStateException("nobody is consulted yet");
        }
        return room;
    }

    /**
     * Loads a capture of a foreign cluster, after {@link #consult}; its logs are read and durable when this returns.
     *
     * @param collector opened with a clock that stands at the end of the capture, or it refuses the samples as too old
     * @return how many samples there were
     */
    public long load(Capture capture, Collector collector) {
        long samples = new CaptureLoad(collector, consultingRoom(), following.files()).load(capture);
        store.sync();
        return samples;
    }

    /** How the store is. */
    public LogStoreStatus status() {
        return store.status();
    }

    /** How logs get to where they are kept, if that is another machine. */
    public Optional<Shipping> logShipping() {
        return store.shipping();
    }

    /** Figures of the store, for Weir's own metrics. */
    public LogStoreMetrics storeMetrics() {
        return store.metrics();
    }

    /** Figures of counting lines, of pushes and of reading by REST, for Weir's own metrics. */
    public List<SelfMetric> countMetrics() {
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
        Casebook book = casebook;
        if (book != null) {
            metrics.addAll(book.selfMetrics());
        }
        return metrics;
    }

    /** Stops following, makes everything that was read durable, and closes the store. */
    @Override
    public void close() {
        loop.shutdownNow();
        Casebook book = casebook;
        if (book != null) {
            book.close();
        }
        following.close();
        store.close();
        database.close();
    }
}
