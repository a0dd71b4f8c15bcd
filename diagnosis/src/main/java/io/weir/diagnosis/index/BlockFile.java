package io.weir.diagnosis.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of blocks, which is the write-ahead log and the store in one. One writer at a time; any number of readers.
 * A block counts once {@link #sync()} has returned after its append.
 */
final class BlockFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockFile.class);
    private static final int MOST_NAMED = 20;
    private final ConcurrentSkipListMap<Long, Long> damaged = new ConcurrentSkipListMap<>();
    private final Path path;
    private final FileChannel writer;
    private final Packing packing = new Packing();
    private FileChannel reader;
    private volatile long end;
    private volatile long synced;
    private volatile boolean closed;

    private BlockFile(Path path, FileChannel writer, FileChannel reader) throws IOException {
        this.path = path;
        this.writer = writer;
        this.reader = reader;
        this.end = writer.size();
        this.synced = end;
    }

    /** Opens or creates the file; its end is to be checked by {@link BlockScan} before anything is appended. */
    static BlockFile open(Path path) throws IOException {
        FileChannel writer =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new BlockFile(path, writer, FileChannel.open(path, StandardOpenOption.READ));
    }

    Path path() {
        return path;
    }

    /** How its blocks are packed. */
    Packing packing() {
        return packing;
    }

    /** The byte after the last block. */
    long end() {
        return end;
    }

    BlockStore.Forced forced() {
        return new BlockStore.Forced(path, synced);
    }

    boolean isSynced() {
        return synced == end;
    }

    /**
     * Appends a frame and returns its address. A failure leaves the end where it was, so that the next append overwrites what a full
     * disk cut short.
     */
    long append(byte[] frame) throws IOException {
        long address = end;
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        if (FailPoint.FRAME_TORN.isNext()) {
            buffer.limit(frame.length / 2);
        }
        while (buffer.hasRemaining()) {
            writer.write(buffer, address + buffer.position());
        }
        FailPoint.FRAME_TORN.reached();
        FailPoint.FRAME_WRITTEN.reached();
        end = address + frame.length;
        return address;
    }

    /** Makes what was appended before this call durable. */
    void sync() throws IOException {
        long before = end;
        writer.force(false);
        synced = before;
    }

    /** Drops everything from {@code address} on. */
    void truncate(long address) throws IOException {
        writer.truncate(address);
        damaged.tailMap(address).clear();
        end = address;
        writer.force(true);
        synced = address;
    }

    /** The frame at an address, checked against its sum; null when it is damaged or does not start there. */
    byte @Nullable [] frame(long address) throws IOException {
        ByteBuffer prefix = prefix(address);
        if (prefix == null) {
            return null;
        }
        byte[] frame = read(address, BlockCodec.PREFIX_BYTES + prefix.getInt(4) + prefix.getInt(8));
        return BlockCodec.isIntact(frame) ? frame : null;
    }

    /** The first bytes of a frame if they look like one that fits into the file, else null. */
    @Nullable
    ByteBuffer prefix(long address) throws IOException {
        if (address < 0 || address + BlockCodec.PREFIX_BYTES > end) {
            return null;
        }
        ByteBuffer prefix = ByteBuffer.wrap(read(address, BlockCodec.PREFIX_BYTES));
        int head = prefix.getInt(4);
        int payload = prefix.getInt(8);
        boolean sane = prefix.getInt(0) == BlockCodec.MAGIC
                && head > 0
                && payload > 0
                && head <= BlockCodec.LARGEST_PART
                && payload <= BlockCodec.LARGEST_PART
                && address + BlockCodec.PREFIX_BYTES + head + payload <= end;
        return sane ? prefix : null;
    }

    /** The header of the block at an address; null when the block is damaged. */
    @Nullable
    BlockHeader header(long address) throws IOException {
        byte[] frame = frame(address);
        try {
            return frame == null
                    ? null
                    : BlockCodec.header(frame, ByteBuffer.wrap(frame).getInt(4));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Names damage in the log, once, and as long as it is little enough to be read. */
    void damaged(long from, long to) {
        if (damaged.putIfAbsent(from, to) != null) {
            return;
        }
        int count = damaged.size();
        if (count == MOST_NAMED) {
            LOG.error("{}: more is damaged; it is counted from here on, and not named", path);
        } else if (count < MOST_NAMED) {
            LOG.error(
                    "{}: bytes {} to {} are damaged and left out of every search; the rest is served", path, from, to);
        }
    }

    /** Names the damage of a block that the index knows, as far as its prefix still tells where it ends. */
    void damagedAt(long address) throws IOException {
        ByteBuffer prefix = prefix(address);
        int length = prefix == null ? 0 : prefix.getInt(4) + prefix.getInt(8);
        damaged(address, address + BlockCodec.PREFIX_BYTES + length);
    }

    /** The damaged stretches that were met, the first of them by name. */
    List<String> damage(PartitionName partition) {
        return damaged.entrySet().stream()
                .limit(MOST_NAMED)
                .map(each -> partition + "/blocks: bytes " + each.getKey() + " to " + each.getValue())
                .toList();
    }

    /** How many damaged stretches were met. */
    int damagedCount() {
        return damaged.size();
    }

    byte[] read(long address, int length) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel channel = reader();
                try {
                    ByteBuffer buffer = ByteBuffer.allocate(length);
                    while (buffer.hasRemaining()) {
                        if (channel.read(buffer, address + buffer.position()) < 0) {
                            throw new EOFException(path + " ends before byte " + (address + length));
                        }
                    }
                    return buffer.array();
                } catch (ClosedChannelException e) {
                    // An interrupt closes the channel for every reader, so the next one opens it again.
                    interrupted |= Thread.interrupted();
                    if (closed) {
                        throw e;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized FileChannel reader() throws IOException {
        if (!reader.isOpen() && !closed) {
            reader = FileChannel.open(path, StandardOpenOption.READ);
        }
        return reader;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        reader.close();
        writer.close();
        packing.close();
    }
}
