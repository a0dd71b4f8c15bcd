package io.weir.diagnosis.index;

import java.io.IOException;

/**
 * Finds out at the start what is kept: the catalog tells of most blocks, the block files of those written after it, and the journal of
 * records that were not in a block yet.
 */
final class StoreRecovery {
    private StoreRecovery() {}

    static StreamTable recover(Catalog catalog, PartitionList partitions, Journal journal) throws IOException {
        StreamTable streams = new StreamTable();
        catalog.streams().values().forEach(streams::sealed);
        streams.idUsed(catalog.lastStream());
        for (Partition partition : partitions.all()) {
            Catalog.Extent extent = catalog.partitions().get(partition.name().toString());
            boolean known = extent != null && extent.end() <= partition.blocks().end();
            partition.totals().set(known && extent != null ? extent.sums() : PartitionTotals.Sums.NONE);
            readBlocks(partition, known && extent != null ? extent.end() : 0, streams, catalog.known());
        }
        FailPoint.BLOCKS_RECOVERED.reached();
        readJournal(journal, streams);
        return streams;
    }

    /**
     * Reads the headers of blocks.
     *
     * @param young whether all of them were written since the catalog was. A power cut may take pages out of the midst of what was not made
     *     durable. What stands behind such a gap was told to nobody either, since a file is made durable whole; it goes too, so that the tail
     *     reads all of it again. Older damage is a disk's, and what stands behind it stays.
     */
    private static void readBlocks(Partition partition, long from, StreamTable streams, boolean young)
            throws IOException {
        BlockScan scan =
                new BlockScan(partition.blocks(), from, partition.blocks().end());
        long end = from;
        BlockScan.Frame frame = scan.next();
        while (frame != null && (!young || frame.address() == end)) {
            BlockHeader header = frame.header();
            partition.totals().add(header);
            streams.sealed(header.end());
            end = frame.end();
            frame = scan.next();
        }
        if (young || BlockScan.isTorn(partition.blocks(), end)) {
            partition.cut(end);
        }
    }

    private static void readJournal(Journal journal, StreamTable streams) throws IOException {
        for (Block block : journal.read()) {
            BlockHeader header = block.header();
            // Earlier records were sealed since. Later ones stand behind a gap: a power cut took a block that nobody
            // was told of, and
            // the tail reads all of it again.
            boolean follows = streams.isKnown(header.stream())
                    ? header.firstOrdinal() == streams.nextOrdinal(header.stream())
                    : StreamTable.isFirst(header.firstOrdinal());
            if (follows) {
                streams.restore(block);
            }
        }
    }
}
