package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records durable that do not fill a block yet. A quiet process writes a few lines a minute: as blocks of their own they would
 * compress badly and fill the index with tiny documents, and if they waited for more they would be lost in a crash. So what a stream
 * gained goes here within 100 ms, and into a block when 32 KB have gathered or ten minutes have passed. A busy stream fills blocks
 * faster than that and is never written twice. Not thread-safe; guarded by the store's lock but for {@link #sync()}.
 */
final class Journal implements AutoCloseable {
    private static final long LONGEST = 8L * 1024 * 1024;
    private final BlockFile file;

    private Journal(BlockFile file) {
        this.file = file;
    }

    static Journal open(Path path) throws IOException {
        return new Journal(BlockFile.open(path));
    }

    /** What it holds, in the order of writing; a torn end is cut off. */
    List<Block> read() throws IOException {
        List<Block> blocks = new ArrayList<>();
        BlockScan scan = new BlockScan(file, 0, file.end());
        long end = 0;
        for (BlockScan.Frame frame = scan.next(); frame != null; frame = scan.next()) {
            blocks.add(frame.block());
            end = frame.end();
        }
        BlockScan.cutTornEnd(file, end);
        return blocks;
    }

    void append(LiveBlock live) throws IOException {
        file.append(BlockCodec.encode(live.unjournaled(), file.packing()));
        live.markJournaled();
    }

    boolean isEmpty() {
        return file.end() == 0;
    }

    boolean isLong() {
        return file.end() > LONGEST;
    }

    boolean isSynced() {
        return file.isSynced();
    }

    BlockStore.Forced forced() {
        return file.forced();
    }

    void sync() throws IOException {
        file.sync();
    }

    int damagedCount() {
        return file.damagedCount();
    }

    /** Forgets everything, once it is all in synced blocks. */
    void clear() throws IOException {
        file.truncate(0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
