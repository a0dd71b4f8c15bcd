package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps log records on this machine's disk. A record is searchable as soon as it is taken in and durable 100 ms later; the position in
 * the followed file is durable with it, in the same block, so a crash neither loses nor doubles a line. Thread-safe.
 */
public final class BlockStore implements LogStore {
    private static final Logger LOG = LoggerFactory.getLogger(BlockStore.class);
    /** Counts of the newest hits tell most of what counts of all would; a page that shows them must not keep the disk busy. */
    private static final Duration FACET_TIME = Duration.ofSeconds(3);

    private final StoreOptions options;
    private final Clock clock;
    private final PartitionList partitions;
    private final Journal journal;
    private final BlockWriter writer;
    private final Indexer indexer;
    private final StoreLoops loops;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Patterns patterns;

    private BlockStore(StoreOptions options, Clock clock, Patterns patterns) throws IOException {
        this.options = options;
        this.clock = clock;
        this.patterns = patterns;
        Path folder = options.folder();
        Files.createDirectories(folder);
        this.partitions = PartitionList.open(folder, PartitionList.day(clock.instant()), patterns);
        this.journal = Journal.open(folder.resolve("journal"));
        Path catalog = folder.resolve("catalog");
        StreamTable streams = StoreRecovery.recover(Catalog.read(catalog), partitions, journal);
        this.writer = new BlockWriter(options, clock, partitions, journal, streams, subscriptions, patterns);
        this.indexer = new Indexer(options, clock, partitions, writer, catalog, patterns);
        this.loops = new StoreLoops(writer, indexer);
    }

    /**
     * Opens the store, recovering what was acknowledged.
     *
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static BlockStore open(StoreOptions options, Clock clock) {
        return open(options, clock, Patterns.NONE);
    }

    /**
     * Opens the store as {@link #open(StoreOptions, Clock)} does, with patterns that its index and its queries know.
     *
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static BlockStore open(StoreOptions options, Clock clock, Patterns patterns) {
        return open(options, clock, patterns, any -> true);
    }

    /** The same; no partition is dropped of which {@code droppable} is false. */
    static BlockStore open(StoreOptions options, Clock clock, Patterns patterns, Predicate<Partition> droppable) {
        try {
            BlockStore store = new BlockStore(options, clock, patterns);
            store.dropOnly(droppable);
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

    @Override
    public void sync() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the log store in " + options.folder() + " cannot be written", e);
        }
    }

    @Override
    public LogPage search(LogQuery query) {
        Pages pages = new Pages.Blocks(writer.view(), new Budget(options.searchTime()));
        try {
            return new Paging(pages, parse(query.text()), query).page();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Histogram histogram(LogQuery query, int buckets) {
        if (buckets < 1 || buckets > 500) {
            throw new IllegalArgumentException("buckets must be 1 to 500, got " + buckets);
        }
        Search search = search(query, options.searchTime());
        try {
            return new HistogramSearch(search, buckets).run();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<Hit> context(String hitId, int before, int after, boolean sameFile) {
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
            return found == null
                    ? List.of()
                    : new Surroundings(new Pages.Blocks(view, budget)).of(found, before, after, sameFile);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Facets facets(LogQuery query, Set<Facet.Field> fields, int most) {
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException("most must be 1 to 1000, got " + most);
        }
        Duration time = options.searchTime().compareTo(FACET_TIME) < 0 ? options.searchTime() : FACET_TIME;
        Search search = search(query, time);
        try {
            return new FacetSearch(search, new FacetCounts(fields, most, patterns)).run();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Completion complete(String text, int position) {
        try {
            return new QueryCompletion(new StoreVocabulary(writer.view())).at(text, position);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public AutoCloseable tail(String queryText, Consumer<Hit> listener) {
        return subscriptions.add(parse(queryText), listener);
    }

    @Override
    public @Nullable String readOnly() {
        return writer.readOnly();
    }

    @Override
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

    @Override
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

    /** The partitions, the oldest first. */
    List<Partition> partitions() {
        return partitions.all();
    }

    /** What it holds now, all of it durable when this returns. */
    StoreView durableView() throws IOException {
        StoreView view = writer.view();
        writer.flush();
        return view;
    }

    /** Numbers new streams from here on, or higher. */
    void numberStreamsFrom(long first) {
        writer.numberStreamsFrom(first);
    }

    /** From now on no partition is dropped of which this is false. */
    void dropOnly(Predicate<Partition> droppable) {
        indexer.dropOnly(droppable);
    }

    /** What a query text says. */
    Clause parse(String text) {
        return QueryParser.parse(text, new QueryScope(clock.instant(), patterns));
    }

    /** Drops what retention asks to drop; the store does so by itself every ten seconds. */
    void retain() throws IOException {
        indexer.retain();
    }

    /** How much of a file a power cut leaves for sure. */
    record Forced(Path file, long bytes) {}

    /** What was forced to disk by now. */
    List<Forced> forced() {
        List<Forced> forced = new ArrayList<>(List.of(journal.forced()));
        partitions.all().forEach(partition -> forced.add(partition.blocks().forced()));
        return forced;
    }

    /** Does something while nothing is forced to disk, but by the caller. */
    void whileNothingIsForced(Runnable work) {
        writer.whileNothingIsForced(work);
    }

    /** Indexes what is there and commits; the store does so by itself every half minute. */
    void commit() throws IOException {
        indexer.commitNow();
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

    private Search search(LogQuery query, Duration time) {
        QueryTimes times = QueryTimes.of(query);
        return new Search(writer.view(), parse(query.text()), times.fromMillis(), times.toMillis(), new Budget(time));
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the log store in " + options.folder() + " cannot be read", e);
    }
}
