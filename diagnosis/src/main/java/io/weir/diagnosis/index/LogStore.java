package io.weir.diagnosis.index;

import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.log.LogSink;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps log records and finds them again: {@link BlockStore} on this machine's disk, {@link OpenSearchStore} in OpenSearch. What was taken in
 * is durable 100 ms later, and found within a second. Thread-safe.
 */
public interface LogStore extends LogSink, AutoCloseable {
    /**
     * Returns once everything taken in before is durable.
     *
     * @throws UncheckedIOException when the disk refuses it
     */
    void sync();

    /**
     * Searches.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    LogPage search(LogQuery query);

    /**
     * Counts over time; cursor, limit and order of the query are ignored.
     *
     * @param buckets 1 to 500, at most
     * @throws LogQueryException when the text cannot be understood
     */
    Histogram histogram(LogQuery query, int buckets);

    /**
     * The records of the same process around a hit, oldest first, itself included; with {@code sameFile}, of the same file alone. The GC
     * log and the others do not mix: a busy collector would leave nothing else to see. Empty when the hit is gone.
     *
     * @param before 0 to 5000
     * @param after 0 to 5000
     */
    List<Hit> context(String hitId, int before, int after, boolean sameFile);

    /**
     * Counts the values of fields over the hits; cursor, limit and order of the query are ignored.
     *
     * @param most values of each field, 1 to 1000
     * @throws LogQueryException when the text cannot be understood
     */
    Facets facets(LogQuery query, Set<Facet.Field> fields, int most);

    /** What may stand at a place of a query text, which is a UTF-16 offset. */
    Completion complete(String text, int position);

    /**
     * Tells every later record that satisfies the text to {@code listener}, on a thread of its own.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    AutoCloseable tail(String queryText, Consumer<Hit> listener);

    /** Why nothing is taken in now, or null. */
    @Nullable
    String readOnly();

    /** How the store is. */
    LogStoreStatus status();

    /** Figures of the store itself. */
    LogStoreMetrics metrics();

    /** How records get to where they are kept, if that is another machine. */
    default Optional<Shipping> shipping() {
        return Optional.empty();
    }

    /** Figures that only this kind of store has, for Weir's own metrics. */
    default List<SelfMetric> selfMetrics() {
        return List.of();
    }

    /** Makes everything durable, and closes. */
    @Override
    void close();
}
