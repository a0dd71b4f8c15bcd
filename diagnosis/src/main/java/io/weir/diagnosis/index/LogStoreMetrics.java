package io.weir.diagnosis.index;

/**
 * Figures of the store.
 *
 * @param blocks sealed and kept
 * @param syncs times the disk was asked to make writes durable, since the start
 * @param damagedBlocks stretches that were met since the start and cannot be read
 * @param unindexedBytes of blocks that are not in the index yet; searches read them one by one
 * @param missedTailRecords that a slow live tail was not told, since the start
 */
public record LogStoreMetrics(
        long blocks, long syncs, long damagedBlocks, long unindexedBytes, long missedTailRecords) {}
