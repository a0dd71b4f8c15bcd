package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogStream;

/**
 * What is sealed and not indexed yet, which searches read block by block: whoever appends waits a moment for the indexer, and is refused when
 * it is far behind. When the indexer does not work nobody waits for it. Thread-safe.
 */
final class IndexBacklog {
    /** As packed; ten to sixteen times as much text. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final PartitionList partitions;
    private final Retention retention;
    private volatile boolean indexKeepsUp = true;

    IndexBacklog(PartitionList partitions, Retention retention) {
        this.partitions = partitions;
        this.retention = retention;
    }

    /** Whether the indexer works; if it does not, records are taken in all the same and found by reading their blocks. */
    void indexKeepsUp(boolean keepsUp) {
        indexKeepsUp = keepsUp;
    }

    /**
     * Waits a moment while the indexer has much to do: blocks that it finds in memory need not be read back, and records that die young cost
     * the collector nothing.
     */
    void pace(LogStream stream) {
        Partition active = indexKeepsUp ? partitions.active(retention.shelf(stream)) : null;
        if (active != null) {
            active.awaitIndexer();
        }
    }

    /** Whether nothing more should be appended now. */
    boolean isLong() {
        if (!indexKeepsUp) {
            return false;
        }
        long unindexed = 0;
        for (Partition active : partitions.active()) {
            unindexed += active.blocks().end() - active.index().visible();
        }
        return unindexed > MOST_BYTES;
    }
}
