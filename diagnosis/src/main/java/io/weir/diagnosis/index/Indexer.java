package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the block files with the index and keeps them within their limits. One pass is short; the store calls it again and again on
 * one thread. Nothing waits for it: a search reads by itself the blocks that are not indexed yet.
 */
final class Indexer {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final int BLOCKS_AT_ONCE = 256;
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long COMMIT_BYTES = 64L * 1024 * 1024;
    private static final long FINISH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RETENTION_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StoreOptions options;
    private final Clock clock;
    private final PartitionList partitions;
    private final BlockWriter writer;
    private final Path catalog;
    private final Patterns patterns;
    private volatile Predicate<Partition> droppable = any -> true;
    private long refreshed = System.nanoTime();
    private long committed = System.nanoTime();
    private long retained = System.nanoTime() - RETENTION_NANOS;

    Indexer(
            StoreOptions options,
            Clock clock,
            PartitionList partitions,
            BlockWriter writer,
            Path catalog,
            Patterns patterns) {
        this.patterns = patterns;
        this.options = options;
        this.clock = clock;
        this.partitions = partitions;
        this.writer = writer;
        this.catalog = catalog;
    }

    /** From now on no partition is dropped of which this is false. */
    void dropOnly(Predicate<Partition> which) {
        droppable = which;
    }

    /** Indexes, refreshes and commits what is due. Returns whether more is to be indexed at once. */
    synchronized boolean pass() throws IOException {
        if (writer.readOnly() != null) {
            // Segments and commits would take the room that is left.
            return false;
        }
        boolean more = false;
        long uncommitted = 0;
        for (Partition partition : partitions.all()) {
            more |= partition.index(BLOCKS_AT_ONCE);
            uncommitted += partition.index().uncommitted();
        }
        long now = System.nanoTime();
        if (now - refreshed > REFRESH_NANOS) {
            refresh();
            refreshed = now;
        }
        if (uncommitted > COMMIT_BYTES || now - committed > COMMIT_NANOS) {
            commit();
            committed = now;
        }
        if (now - retained > RETENTION_NANOS) {
            retain();
            retained = now;
        }
        return more;
    }

    /** Indexes what is left, if that is done soon, and commits; the next start does the rest. */
    void finish() throws IOException {
        long deadline = System.nanoTime() + FINISH_NANOS;
        boolean more = true;
        while (more && System.nanoTime() < deadline) {
            more = pass();
        }
        commit();
    }

    /** Indexes all that is sealed and commits. */
    synchronized void commitNow() throws IOException {
        boolean more = true;
        while (more) {
            more = pass();
        }
        commit();
    }

    private void refresh() throws IOException {
        for (Partition partition : partitions.all()) {
            partition.index().refresh();
        }
    }

    /** Makes the index durable and then the catalog, which must not speak of blocks that a power cut could take away. */
    private void commit() throws IOException {
        Catalog sealed = writer.catalog();
        writer.flush();
        sealed.write(catalog);
        patterns.save();
        for (Partition partition : partitions.all()) {
            partition.index().commit();
        }
    }

    /**
     * Deletes partitions whose latest record is too old for its shelf, the oldest of a shelf while that is too large, and the oldest of
     * any while all together are. It never runs beside a pass, which would write to a partition that is being deleted.
     */
    synchronized void retain() throws IOException {
        writer.rollIfDue();
        long total = 0;
        Map<Shelf, Long> byShelf = new HashMap<>();
        for (Partition partition : partitions.all()) {
            long bytes = partition.diskBytes();
            total += bytes;
            byShelf.merge(partition.name().shelf(), bytes, Long::sum);
        }
        for (Partition partition : partitions.all()) {
            boolean written = partitions.isActive(partition)
                    && options.retention().isOpen(partition.name().shelf());
            if (written || !droppable.test(partition)) {
                continue;
            }
            Shelf shelf = partition.name().shelf();
            Retention.Limit limit = options.retention().of(shelf);
            long oldest = clock.instant().minus(limit.age()).toEpochMilli();
            boolean old = partition.totals().sums().maxMillis() < oldest;
            boolean tooMuch = byShelf.getOrDefault(shelf, 0L) > limit.maximumBytes()
                    || total > options.retention().maximumBytes();
            if (old || tooMuch) {
                long bytes = partition.diskBytes();
                total -= bytes;
                byShelf.merge(shelf, -bytes, Long::sum);
                LOG.info("dropping log partition {}: {}", partition.name(), old ? "too old" : "the store is too large");
                partitions.drop(partition);
            }
        }
    }
}
