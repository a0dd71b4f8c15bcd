package io.weir.diagnosis.index;

import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import io.weir.diagnosis.opensearch.OpenSearchClient;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps log records in OpenSearch. What is taken in is durable in a {@link BlockStore} on this machine first, and sent on from there: so nothing is lost
 * while OpenSearch does not answer, followed files and pushes go on as with the other store, and live tails need not wait. While OpenSearch does not answer,
 * searches find what is still on this machine and say so. Thread-safe.
 */
public final class OpenSearchStore implements LogStore {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchStore.class);
    private static final Duration FACET_TIME = Duration.ofSeconds(3);
    /** A service manager kills what has not ended after a minute and a half, or less. */
    private static final Duration LAST_SHIPPING = Duration.ofSeconds(5);

    private final StoreOptions options;
    private final OpenSearchConfig config;
    private final BlockStore buffer;
    private final OpenSearchClient client;
    private final OpenSearchIndices indices;
    private final OpenSearchShipper shipper;
    private final ShippedPositions positions;
    private final OpenSearchLoop loop;
    private final Patterns patterns;
    private volatile OpenSearchFigures figures = OpenSearchFigures.NONE;
    private volatile long waitingBytes;

    private OpenSearchStore(StoreOptions options, OpenSearchConfig config, Clock clock, Patterns patterns)
            throws IOException {
        this.options = options;
        this.config = config;
        this.patterns = patterns;
        this.buffer = BlockStore.open(
                buffered(options, config),
                clock,
                patterns,
                // Until it is known what was shipped.
                any -> false);
        Path folder = options.folder();
        Installation installation = Installation.of(folder.resolve("installation"));
        buffer.numberStreamsFrom(installation.firstStream());
        this.positions = ShippedPositions.open(folder.resolve("shipped"));
        this.client = new OpenSearchClient(config);
        this.indices = new OpenSearchIndices(client, config, options.retention(), clock);
        this.shipper = new OpenSearchShipper(
                buffer, client, indices, positions, installation, patterns, folder.resolve("refused.ndjson"));
        buffer.dropOnly(shipper::hasAll);
        this.loop = new OpenSearchLoop(this::ship, this::care, clock);
    }

    /** The blocks here are kept no longer than the records there, and take no more than they may. */
    private static StoreOptions buffered(StoreOptions options, OpenSearchConfig config) {
        Retention kept = Retention.of(options.retention().of(LogKind.LOG).age(), config.bufferBytes());
        return new StoreOptions(options.folder(), kept, options.space(), options.reserveBytes(), options.searchTime());
    }

    /**
     * Opens the store, recovering what was acknowledged. Whether OpenSearch answers does not matter.
     *
     * @param options of the blocks on this machine; their retention is that of the records in OpenSearch
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static OpenSearchStore open(StoreOptions options, OpenSearchConfig config, Clock clock, Patterns patterns) {
        try {
            OpenSearchStore store = new OpenSearchStore(options, config, clock, patterns);
            store.loop.start();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("the log store in " + options.folder() + " cannot be opened", e);
        }
    }

    @Override
    public List<StreamPosition> positions(LogSource source) {
        return buffer.positions(source);
    }

    @Override
    public LogStream openStream(LogSource source, String file) {
        return buffer.openStream(source, file);
    }

    @Override
    public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
        return !isFull() && buffer.append(stream, identity, records);
    }

    @Override
    public void sync() {
        buffer.sync();
    }

    @Override
    public LogPage search(LogQuery query) {
        Clause clause = buffer.parse(query.text());
        try {
            return new Paging(new OpenSearchPages(ask(options.searchTime())), clause, query).page();
        } catch (IOException e) {
            LogPage page = buffer.search(query);
            return new LogPage(page.hits(), page.nextCursor(), page.previousCursor(), unanswered(e), page.damaged());
        }
    }

    @Override
    public Histogram histogram(LogQuery query, int buckets) {
        if (buckets < 1 || buckets > 500) {
            throw new IllegalArgumentException("buckets must be 1 to 500, got " + buckets);
        }
        try {
            return counts(query, options.searchTime()).histogram(buckets);
        } catch (IOException e) {
            Histogram counted = buffer.histogram(query, buckets);
            return new Histogram(counted.step(), counted.buckets(), counted.total(), unanswered(e));
        }
    }

    @Override
    public Facets facets(LogQuery query, Set<Facet.Field> fields, int most) {
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException("most must be 1 to 1000, got " + most);
        }
        Duration time = options.searchTime().compareTo(FACET_TIME) < 0 ? options.searchTime() : FACET_TIME;
        try {
            return counts(query, time).facets(fields, most, patterns);
        } catch (IOException e) {
            Facets counted = buffer.facets(query, fields, most);
            return new Facets(counted.facets(), counted.total(), unanswered(e));
        }
    }

    private OpenSearchCounts counts(LogQuery query, Duration time) {
        return new OpenSearchCounts(ask(time), buffer.parse(query.text()), QueryTimes.of(query));
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
        try {
            OpenSearchSearch search = ask(options.searchTime());
            Optional<Found> found = search.find(id.get());
            if (found.isPresent()) {
                return new Surroundings(new OpenSearchPages(search)).of(found.get(), before, after, sameFile);
            }
        } catch (IOException e) {
            LOG.debug("OpenSearch does not answer; what is around a record is looked for on this machine", e);
        }
        // A record that a live tail told may not be there yet.
        return buffer.context(hitId, before, after, sameFile);
    }

    @Override
    public Completion complete(String text, int position) {
        try {
            return new QueryCompletion(new OpenSearchVocabulary(ask(FACET_TIME))).at(text, position);
        } catch (IOException e) {
            return buffer.complete(text, position);
        }
    }

    @Override
    public AutoCloseable tail(String queryText, Consumer<Hit> listener) {
        return buffer.tail(queryText, listener);
    }

    @Override
    public @Nullable String readOnly() {
        String disk = buffer.readOnly();
        if (disk != null || !isFull()) {
            return disk;
        }
        return "OpenSearch has not taken " + waitingBytes / (1 << 20) + " MiB of logs, and no more may wait: "
                + (loop.failure() == null ? "it is slower than they come" : loop.failure());
    }

    @Override
    public LogStoreStatus status() {
        OpenSearchFigures there = figures;
        return new LogStoreStatus(there.records(), there.rawBytes(), there.diskBytes(), there.oldest(), readOnly());
    }

    @Override
    public LogStoreMetrics metrics() {
        return buffer.metrics();
    }

    @Override
    public Optional<Shipping> shipping() {
        return Optional.of(new Shipping(
                config.url().toString(),
                loop.lastGood(),
                loop.failure(),
                shipper.waitingBytes(),
                shipper.shipped(),
                shipper.refused()));
    }

    @Override
    public List<SelfMetric> selfMetrics() {
        Instant good = loop.lastGood();
        return List.of(
                SelfMetric.gauge(
                        "weir_log_opensearch_up",
                        "1 while OpenSearch takes logs, 0 while it does not or was not tried yet.",
                        good != null && loop.failure() == null ? 1 : 0),
                SelfMetric.gauge(
                        "weir_log_opensearch_waiting_bytes",
                        "Packed logs on this machine's disk that OpenSearch does not have.",
                        shipper.waitingBytes()),
                SelfMetric.counter(
                        "weir_log_opensearch_shipped_total", "Log records sent to OpenSearch.", shipper.shipped()),
                SelfMetric.counter(
                        "weir_log_opensearch_refused_total",
                        "Log records that OpenSearch refuses for good.",
                        shipper.refused()),
                SelfMetric.counter(
                        "weir_log_opensearch_failures_total",
                        "Times OpenSearch did not take logs, which were sent again.",
                        loop.failures()));
    }

    /** Sends what waits, now; returns whether OpenSearch has it. */
    boolean shipNow() {
        return loop.pass();
    }

    /** Makes what OpenSearch has be found, now; it does so by itself twice a second. */
    void refresh() throws IOException {
        var unused = client.ask("POST", "/" + indices.all() + "/_refresh?allow_no_indices=true", null);
    }

    /** Sends what still waits, for a few seconds and unless OpenSearch does not answer: the rest is sent after the next start. */
    @Override
    public void close() {
        shipper.endWithin(LAST_SHIPPING);
        loop.stop();
        if (loop.failure() == null) {
            var unused = loop.pass();
        }
        try {
            positions.write();
        } catch (IOException e) {
            LOG.warn("how far logs are in OpenSearch could not be written; some are sent again", e);
        }
        buffer.close();
    }

    private void ship() throws IOException {
        try {
            shipper.ship();
        } finally {
            waitingBytes = shipper.waitingBytes();
        }
    }

    private void care() throws IOException {
        positions.write();
        indices.keepTemplate();
        indices.retain();
        figures = OpenSearchFigures.read(ask(FACET_TIME), indices);
    }

    private boolean isFull() {
        return waitingBytes > config.bufferBytes();
    }

    private OpenSearchSearch ask(Duration time) {
        return new OpenSearchSearch(client, indices.all(), new Budget(time));
    }

    private static String unanswered(IOException e) {
        return "OpenSearch does not answer (" + e.getMessage() + "); this is what this machine still holds";
    }
}
