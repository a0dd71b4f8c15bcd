package io.weir.diagnosis.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of blocks and their index. Blocks go to the partition that is newest when they are sealed, so exactly one is written to,
 * and retention deletes whole folders. One thread indexes; any number search.
 */
final class Partition implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
    private static final String BLOCKS = "blocks";
    private static final String INDEX = "index";
    private final Path folder;
    private final PartitionName name;
    private final Patterns patterns;
    private final BlockFile blocks;
    private final PartitionTotals totals = new PartitionTotals();
    private final FreshBlocks fresh = new FreshBlocks();
    private final PackingLesson lesson;
    private volatile BlockIndex index;
    private volatile boolean dropped;

    private Partition(Path folder, PartitionName name, BlockFile blocks, BlockIndex index, Patterns patterns)
            throws IOException {
        this.folder = folder;
        this.name = name;
        this.patterns = patterns;
        this.lesson = PackingLesson.open(folder, blocks.packing());
        this.blocks = blocks;
        this.index = index;
    }

    static Partition open(Path folder, Patterns patterns) throws IOException {
        Files.createDirectories(folder);
        PartitionName name = PartitionName.of(folder)
                .orElseThrow(() -> new IllegalArgumentException(folder + " is not named as a partition is"));
        BlockFile blocks = BlockFile.open(folder.resolve(BLOCKS));
        BlockIndex index = BlockIndex.open(folder.resolve(INDEX), patterns);
        if (index.indexed() > blocks.end()) {
            // The block file has lost its end, so the index speaks of blocks that are not there.
            index.close();
            BlockIndex.delete(folder.resolve(INDEX));
            index = BlockIndex.open(folder.resolve(INDEX), patterns);
        }
        return new Partition(folder, name, blocks, index, patterns);
    }

    PartitionName name() {
        return name;
    }

    BlockFile blocks() {
        return blocks;
    }

    BlockIndex index() {
        return index;
    }

    PartitionTotals totals() {
        return totals;
    }

    boolean isDropped() {
        return dropped;
    }

    /** Appends a block. It is searchable at once and durable after the next sync of the block file. */
    void append(Block block) throws IOException {
        lesson.hear(block);
        long address = blocks.append(BlockCodec.encode(block, blocks.packing()));
        totals.add(block.header());
        fresh.add(block, address, blocks.end());
    }

    /** Returns once the indexer is not far behind, or a moment has passed. */
    void awaitIndexer() {
        fresh.awaitRoom();
    }

    /** Goes on packing by what another partition learned, until there is something better. */
    void learnFrom(Partition before) throws IOException {
        lesson.continueFrom(before.lesson);
    }

    /** Indexes up to {@code blocksAtMost} blocks. Returns whether more are there. */
    boolean index(int blocksAtMost) throws IOException {
        lesson.learn();
        if (index.isBroken()) {
            reopenIndex();
        }
        int left = blocksAtMost - indexFresh(blocksAtMost);
        long end = blocks.end();
        BlockScan scan = new BlockScan(blocks, index.indexed(), end);
        for (; left > 0; left--) {
            BlockScan.Frame frame = scan.next();
            if (frame == null) {
                index.skipTo(end);
                return false;
            }
            add(frame);
        }
        return index.indexed() < end;
    }

    /** Most blocks are indexed a moment after they were made, so they need not be read back. */
    private int indexFresh(int atMost) throws IOException {
        int done = 0;
        while (done < atMost) {
            FreshBlocks.Fresh next = fresh.take(index.indexed());
            if (next == null) {
                break;
            }
            index.add(next.block(), next.address(), next.end());
            done++;
        }
        return done;
    }

    private void add(BlockScan.Frame frame) throws IOException {
        try {
            index.add(frame.block(), frame.address(), frame.end());
        } catch (IndexOutOfBoundsException e) {
            blocks.damaged(frame.address(), frame.end());
            index.skipTo(frame.end());
        }
    }

    /** The block at an address, or null where it is damaged. */
    @Nullable
    Block block(long address) throws IOException {
        byte[] frame = blocks.frame(address);
        if (frame != null) {
            try {
                return BlockCodec.decode(frame, blocks.packing());
            } catch (IndexOutOfBoundsException e) {
                blocks.damaged(address, address + frame.length);
                return null;
            }
        }
        if (!dropped) {
            blocks.damagedAt(address);
        }
        return null;
    }

    /** Cuts off what stands behind an address, which was told to nobody; the index forgets it too. */
    void cut(long end) throws IOException {
        if (end < blocks.end()) {
            LOG.info("{}: cutting off {} bytes of writes that were not finished", folder, blocks.end() - end);
            blocks.truncate(end);
        }
        if (index.indexed() > end) {
            // Other blocks will have the addresses of those that it knows.
            index.close();
            BlockIndex.delete(folder.resolve(INDEX));
            index = BlockIndex.open(folder.resolve(INDEX), patterns);
        }
    }

    /** Blocks and index. */
    long diskBytes() {
        long bytes = blocks.end() + lesson.diskBytes();
        try (Stream<Path> files = Files.list(folder.resolve(INDEX))) {
            bytes += files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            // A merge deletes files while they are listed; the next look is right again.
            return bytes;
        }
        return bytes;
    }

    /** Deletes the folder. Searches that are under way may miss it. */
    void drop() throws IOException {
        dropped = true;
        // The new name tells the next start to finish what a crash has cut short.
        Path condemned = folder.resolveSibling(name() + PartitionList.CONDEMNED);
        try {
            close();
        } finally {
            Files.move(folder, condemned);
            FailPoint.PARTITION_CONDEMNED.reached();
            BlockIndex.delete(condemned);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            index.close();
        } finally {
            blocks.close();
        }
    }

    private void reopenIndex() throws IOException {
        index.close();
        index = BlockIndex.open(folder.resolve(INDEX), patterns);
    }
}
