package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks over the blocks of a file in the order in which they were written, past damaged ones. */
final class BlockScan {
    private static final Logger LOG = LoggerFactory.getLogger(BlockScan.class);
    private static final int SEARCH_BYTES = 1024 * 1024;
    private final BlockFile file;
    private final long limit;
    private long position;

    /** Walks from the block at {@code from} to the last that starts before {@code limit}. */
    BlockScan(BlockFile file, long from, long limit) {
        this.file = file;
        this.position = from;
        this.limit = limit;
    }

    /** The next intact block's frame, or null at the end. */
    @Nullable
    Frame next() throws IOException {
        while (position < limit) {
            long address = position;
            byte[] frame = file.frame(address);
            if (frame != null) {
                position = address + frame.length;
                return new Frame(address, frame, file.packing());
            }
            position = nextIntact(address + 1);
            if (position < limit || file.prefix(address) != null) {
                file.damaged(address, position);
            }
        }
        return null;
    }

    /**
     * Cuts off the torn end of a write that nobody was told of: what lies after {@code from}, the end of the last intact block, and is
     * no complete frame. A complete one with a wrong sum is damage, not a torn write, and stays where it is.
     */
    static void cutTornEnd(BlockFile file, long from) throws IOException {
        if (isTorn(file, from)) {
            LOG.info("{}: cutting off {} bytes of a write that was not finished", file.path(), file.end() - from);
            file.truncate(from);
        }
    }

    /** Whether what stands there, up to the end of the file, is no complete frame. */
    static boolean isTorn(BlockFile file, long from) throws IOException {
        return from < file.end() && file.prefix(from) == null;
    }

    private long nextIntact(long from) throws IOException {
        long start = from;
        while (start + BlockCodec.PREFIX_BYTES <= limit) {
            int length = (int) Math.min(SEARCH_BYTES, limit - start);
            ByteBuffer bytes = ByteBuffer.wrap(file.read(start, length));
            for (int i = 0; i + 4 <= length; i++) {
                if (bytes.getInt(i) == BlockCodec.MAGIC && file.frame(start + i) != null) {
                    return start + i;
                }
            }
            start += Math.max(1, length - 3);
        }
        return limit;
    }

    /** A block as it lies in the file. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(long address, byte[] bytes, Packing packing) {
        BlockHeader header() {
            return BlockCodec.header(bytes, ByteBuffer.wrap(bytes).getInt(4));
        }

        Block block() {
            return BlockCodec.decode(bytes, packing);
        }

        long end() {
            return address + bytes.length;
        }
    }
}
