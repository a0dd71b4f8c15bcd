package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSink;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps log records and finds them again. A record is searchable as soon as it is taken in and durable 100 ms later; the position in
 * the followed file is durable with it, in the same block, so a crash neither loses nor doubles a line. Thread-safe.
 */
public final class LogStore implements LogSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);
    private static final long MOST_SECONDS = 1_000_000_000_000L;
    private final StoreOptions options;
    private final PartitionList partitions;
    private final Journal journal;
    private final BlockWriter writer;
    private final Indexer indexer;
    private final StoreLoops loops;
    private final Subscriptions subscriptions = new Subscriptions();

    private LogStore(StoreOptions options, Clock clock) throws IOException {
        this.options = options;
        Path folder = options.folder();
        Files.createDirectories(folder);
        this.partitions = PartitionList.open(folder, PartitionList.day(clock.instant()));
        this.journal = Journal.open(folder.resolve("journal"));
        Path catalog = folder.resolve("catalog");
        StreamTable streams = StoreRecovery.recover(Catalog.read(catalog), partitions, journal);
        this.writer = new BlockWriter(options, clock, partitions, journal, streams, subscriptions);
        this.indexer = new Indexer(options, clock, partitions, writer, catalog);
        this.loops = new StoreLoops(writer, indexer);
    }

    /**
     * Opens the store, recovering what was acknowledged.
     *
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static LogStore open(StoreOptions options, Clock clock) {
        try {
            LogStore store = new LogStore(options, clock);
            store.loops.start();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("the log store in " + options.folder() + " cannot be opened", e);
        }
    }

    @Override
    public List<StreamPosition> positions(LogSource source) {
        return writer.positions(source);
    }

    @Override
    public LogStream openStream(LogSource source, String file) {
        return writer.openStream(source, file);
    }

    @Override
    public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
        return writer.append(stream, identity, records);
    }

    /**
     * Returns once everything taken in before is durable.
     *
     * @throws UncheckedIOException when the disk refuses it
     */
    public void sync() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the log store in " + options.folder() + " cannot be written", e);
        }
    }

    /**
     * Searches.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    public LogPage search(LogQuery query) {
        Search search = search(QueryParser.parse(query.text()), query.from(), query.to());
        String cursor = query.cursor();
        RecordPosition after = cursor == null ? null : RecordPosition.ofCursor(cursor);
        try {
            return new PageSearch(search, after, query.limit(), query.newestFirst()).run();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Counts over time; cursor, limit and order of the query are ignored.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    public Histogram histogram(LogQuery query, int buckets) {
        if (buckets < 1 || buckets > 500) {
            throw new IllegalArgumentException("buckets must be 1 to 500, got " + buckets);
        }
        Search search = search(QueryParser.parse(query.text()), query.from(), query.to());
        try {
            return new HistogramSearch(search, buckets).run();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The records of the same process around a hit, oldest first, itself included. The GC log and the others do not mix: a busy
     * collector would leave nothing else to see.
     */
    public List<Hit> context(String hitId, int before, int after) {
        if (before < 0 || after < 0 || before > 5_000 || after > 5_000) {
            throw new IllegalArgumentException("before and after must be 0 to 5000, got " + before + " and " + after);
        }
        Optional<RecordId> id = RecordId.parse(hitId);
        if (id.isEmpty()) {
            return List.of();
        }
        StoreView view = writer.view();
        Budget budget = new Budget(options.searchTime());
        try {
            Found found = RecordFinder.find(view, id.get(), budget);
            return found == null ? List.of() : new Surroundings(view, budget).of(found, before, after);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Tells every later record that satisfies the text to {@code listener}, on a thread of its own. */
    public AutoCloseable tail(String queryText, Consumer<Hit> listener) {
        return subscriptions.add(QueryParser.parse(queryText), listener);
    }

    /** Why nothing is taken in now, or null. */
    public @Nullable String readOnly() {
        return writer.readOnly();
    }

    /** How the store is. */
    public LogStoreStatus status() {
        PartitionTotals.Sums sums = PartitionTotals.Sums.NONE;
        long disk = 0;
        for (Partition partition : partitions.all()) {
            sums = sums.plus(partition.totals().sums());
            disk += partition.diskBytes();
        }
        for (Block live : writer.view().live()) {
            sums = sums.plus(live.header());
        }
        Instant oldest = sums.records() == 0 ? null : Instant.ofEpochMilli(sums.minMillis());
        return new LogStoreStatus(sums.records(), sums.rawBytes(), disk, oldest, writer.readOnly());
    }

    /** Figures of the store itself. */
    public LogStoreMetrics metrics() {
        long damaged = journal.damagedCount();
        long unindexed = 0;
        long blocks = 0;
        for (Partition partition : partitions.all()) {
            blocks += partition.totals().sums().blocks();
            damaged += partition.blocks().damagedCount();
            unindexed += partition.blocks().end() - partition.index().visible();
        }
        return new LogStoreMetrics(blocks, writer.syncs(), damaged, unindexed, subscriptions.missed());
    }

    /** Drops what retention asks to drop; the store does so by itself every ten seconds. */
    void retain() throws IOException {
        indexer.retain();
    }

    /** Makes everything durable and indexed, and closes. */
    @Override
    public void close() {
        loops.stop();
        subscriptions.close();
        try {
            writer.close();
            indexer.finish();
        } catch (IOException | RuntimeException e) {
            // The journal and the blocks have what was acknowledged; the next start goes on from there.
            LOG.warn("the log store in {} was not closed in order", options.folder(), e);
        }
        try {
            partitions.close();
            journal.close();
        } catch (IOException e) {
            LOG.warn("the log store in {} was not closed in order", options.folder(), e);
        }
    }

    private Search search(Clause clause, Instant from, Instant to) {
        return new Search(writer.view(), clause, millis(from), millis(to), new Budget(options.searchTime()));
    }

    /** Rounds up, so that a record of a whole millisecond lies within a range of finer bounds exactly when it should. */
    private static long millis(Instant instant) {
        if (instant.getEpochSecond() >= MOST_SECONDS || instant.getEpochSecond() <= -MOST_SECONDS) {
            return Long.signum(instant.getEpochSecond()) * MOST_SECONDS * 1_000;
        }
        return instant.plusNanos(999_999).toEpochMilli();
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the log store in " + options.folder() + " cannot be read", e);
    }
}
