package io.weir.diagnosis.standing;

import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.index.LogMatcher;
import io.weir.diagnosis.index.LogQueryException;
import io.weir.diagnosis.index.Patterns;
import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSink;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the records that pass on their way to a store against all standing queries, and counts what matches. As with counts of lines, a
 * record counts once the store has it, and only if it is of the last {@value #FRESH_MINUTES} minutes. Thread-safe.
 */
public final class StandingQueries implements LogSink {
    /** The most at once: each costs every line a little. */
    public static final int MOST = 200;

    static final long FRESH_MINUTES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(StandingQueries.class);

    /** What is held against records: the queries, their matchers by the same numbers, and those that need no literal. */
    private record Plan(List<StandingQuery> queries, List<LogMatcher> matchers, LiteralFilter filter, BitSet always) {}

    private final LogSink store;
    private final StandingQueryStore stored;
    private final Patterns patterns;
    private final Clock clock;
    private final QueryCounts counts;
    private volatile Plan plan;
    private long candidates;

    /** Holds what {@code store} takes in against the queries in {@code stored}; {@link #write} writes the counts to {@code samples}. */
    public StandingQueries(
            LogSink store, StandingQueryStore stored, Patterns patterns, SampleSink samples, Clock clock) {
        this.store = store;
        this.stored = stored;
        this.patterns = patterns;
        this.clock = clock;
        this.counts = new QueryCounts(samples, clock);
        this.plan = plan();
    }

    private Plan plan() {
        List<StandingQuery> queries = new ArrayList<>();
        List<LogMatcher> matchers = new ArrayList<>();
        List<Set<String>> literals = new ArrayList<>();
        BitSet always = new BitSet();
        for (StandingQuery query : stored.current()) {
            String text = query.query();
            if (text == null) {
                continue;
            }
            try {
                LogMatcher matcher = LogMatcher.of(text, clock.instant(), patterns);
                always.set(queries.size(), matcher.literals().isEmpty());
                literals.add(matcher.literals().orElse(Set.of()));
                queries.add(query);
                matchers.add(matcher);
            } catch (LogQueryException e) {
                LOG.error("the standing query {} cannot be read any more and counts nothing", query.name(), e);
            }
        }
        return new Plan(queries, matchers, new LiteralFilter(literals), always);
    }

    /** The queries in force, by name. */
    public List<StandingQuery> queries() {
        return stored.current().stream().filter(each -> each.query() != null).toList();
    }

    /** All versions of a query, newest first. */
    public List<StandingQuery> versions(String name) {
        return stored.versions(name);
    }

    /** How often a query has matched since the start. */
    public synchronized long matches(String name) {
        return counts.total(name);
    }

    /**
     * Puts a version in force.
     *
     * @return false when there is a version of its number already
     * @throws LogQueryException when its query cannot be understood
     * @throws IllegalStateException when there are {@link #MOST} queries already
     */
    public synchronized boolean change(StandingQuery version) {
        String text = version.query();
        if (text != null) {
            LogMatcher.of(text, clock.instant(), patterns);
            boolean known = plan.queries.stream().anyMatch(each -> each.name().equals(version.name()));
            if (!known && plan.queries.size() >= MOST) {
                throw new IllegalStateException("there are " + MOST + " standing queries already; take one away first");
            }
        }
        if (!stored.add(version)) {
            return false;
        }
        plan = plan();
        counts.keep(plan.queries.stream().map(StandingQuery::name).collect(Collectors.toCollection(TreeSet::new)));
        return true;
    }

    @Override
    public List<StreamPosition> positions(LogSource source) {
        return store.positions(source);
    }

    @Override
    public LogStream openStream(LogSource source, String file) {
        return store.openStream(source, file);
    }

    @Override
    public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
        if (!store.append(stream, identity, records)) {
            return false;
        }
        Plan current = plan;
        if (!current.queries.isEmpty()) {
            long oldest = clock.millis() - Duration.ofMinutes(FRESH_MINUTES).toMillis();
            BitSet maybe = new BitSet(current.queries.size());
            for (RawRecord record : records) {
                if (record.header().atMillis() >= oldest) {
                    match(current, stream, record, maybe);
                }
            }
        }
        return true;
    }

    private void match(Plan current, LogStream stream, RawRecord record, BitSet maybe) {
        maybe.clear();
        if (current.filter.find(record.bytes(), maybe)) {
            maybe.or(current.always);
        } else {
            maybe.set(0, current.queries.size());
        }
        for (int i = maybe.nextSetBit(0); i >= 0; i = maybe.nextSetBit(i + 1)) {
            boolean matches = current.matchers.get(i).matches(stream, record);
            synchronized (this) {
                candidates++;
                if (matches) {
                    counts.add(current.queries.get(i).name(), stream.cluster(), stream.process());
                }
            }
        }
    }

    /** Writes every count as it stands. Call it once each interval. */
    public synchronized void write() {
        counts.write();
    }

    /** Figures since the start. */
    public synchronized List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.gauge("weir_log_standing_queries", "Standing queries in force.", plan.queries.size()),
                SelfMetric.gauge("weir_log_match_series", "Series of weir_log_matches_total.", counts.series()),
                SelfMetric.counter(
                        "weir_log_match_candidates_total",
                        "Log lines that were held against a standing query in full.",
                        candidates),
                SelfMetric.counter(
                        "weir_log_matches_uncounted_total",
                        "Matches beyond the most series, not in weir_log_matches_total.",
                        counts.refused()));
    }
}
