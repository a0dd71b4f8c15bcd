package io.weir.rules.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what was delivered until the outbox has it: 16 bytes a delivery, written before the next send begins. That is cheap because it is
 * not synced: a killed process loses nothing, a lost machine the deliveries of a moment, which are then sent twice with the same key. The
 * outbox can so be written in groups. Thread-safe.
 */
final class ReceiptLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptLog.class);
    private static final int RECORD = 16;
    private static final long CHECK = 0x5765_6972_5265_6370L;

    private final @Nullable FileChannel file;
    private final ByteBuffer record = ByteBuffer.allocateDirect(RECORD);
    private long unflushed;

    private ReceiptLog(@Nullable FileChannel file) {
        this.file = file;
    }

    /** One that keeps nothing, for an outbox that does not either. */
    static ReceiptLog none() {
        return new ReceiptLog(null);
    }

    static ReceiptLog open(Path path) {
        try {
            return new ReceiptLog(FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** What was delivered before the last end and may be unknown to the outbox. A record that was cut by a power loss ends it. */
    synchronized List<Long> unknown() {
        List<Long> seqs = new ArrayList<>();
        if (file == null) {
            return seqs;
        }
        try {
            ByteBuffer all = ByteBuffer.allocate((int) Math.min(file.size(), 64 << 20));
            while (all.hasRemaining() && file.read(all, all.position()) > 0) {
                continue;
            }
            all.flip();
            while (all.remaining() >= RECORD) {
                long seq = all.getLong();
                if (all.getLong() != (seq ^ CHECK)) {
                    break;
                }
                seqs.add(seq);
            }
            return seqs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the receipts of deliveries", e);
        }
    }

    /** The outbox knows everything. */
    synchronized void clear() {
        unflushed = 0;
        truncate();
    }

    /** A notification was taken by its receiver. */
    synchronized void delivered(long seq) {
        unflushed++;
        if (file == null) {
            return;
        }
        record.clear();
        record.putLong(seq).putLong(seq ^ CHECK).flip();
        try {
            file.write(record);
        } catch (IOException e) {
            LOG.warn("A delivery could not be noted; a kill in the next moment would send {} twice", seq, e);
        }
    }

    /** The outbox knows of so many more. */
    synchronized void flushed(int count) {
        unflushed -= count;
        if (unflushed == 0) {
            truncate();
        }
    }

    private void truncate() {
        try {
            if (file != null) {
                file.truncate(0);
            }
        } catch (IOException e) {
            LOG.warn("The receipts of deliveries could not be cut; they are read again at the next start", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("The receipts of deliveries could not be closed", e);
        }
    }
}
