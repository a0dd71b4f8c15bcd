package io.weir.collector.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the head's log back, newest file first: what a restart waits for is bounded, the rest follows while the head is already
 * read and written. Everything before the first bad record of a file is kept; the other files are read as well, since each stands
 * for itself. The torn tail that a kill leaves is cut off.
 */
final class HeadReplay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeadReplay.class);
    private static final int LARGEST_RECORD = 64 << 20;

    /** So much of the log is read before the head answers: mostly the last minutes, some tenths of a second. */
    private static final long AT_ONCE_BYTES = 16L << 20;

    private final Head head;
    private final LogSegments segments;
    private final HeadCounters counters;
    private volatile boolean done;
    private volatile boolean closed;
    private volatile @Nullable Thread rest;

    HeadReplay(Head head, LogSegments segments, HeadCounters counters) {
        this.head = head;
        this.segments = segments;
        this.counters = counters;
    }

    /** True when all files were read. */
    boolean isDone() {
        return done;
    }

    /** Reads the newest files now, and begins to read the others on a thread of their own. */
    void begin(long beforeMs) {
        List<Path> files = new ArrayList<>(segments.files());
        files.forEach(segments::continueAfter);
        Collections.reverse(files);
        long read = 0;
        int next = 0;
        while (next < files.size() && read < AT_ONCE_BYTES) {
            Path file = files.get(next);
            read += file.toFile().length();
            replay(file, beforeMs, next == 0);
            next++;
        }
        List<Path> older = files.subList(next, files.size());
        if (older.isEmpty()) {
            finished();
            return;
        }
        log.info("the head answers; {} older files of its log are still being read", older.size());
        Thread thread = new Thread(() -> readAll(older, beforeMs), "weir-head-replay");
        thread.setDaemon(true);
        rest = thread;
        thread.start();
    }

    private void readAll(List<Path> files, long beforeMs) {
        for (Path file : files) {
            if (closed) {
                return;
            }
            try {
                replay(file, beforeMs, false);
            } catch (RuntimeException e) {
                counters.damaged();
                log.error("{} cannot be read back", file, e);
            }
        }
        finished();
    }

    private void finished() {
        done = true;
        if (counters.replayedSamples() > 0) {
            log.info("replayed {} samples from the head's log", counters.replayedSamples());
        }
    }

    private void replay(Path file, long beforeMs, boolean newest) {
        SegmentReplay records = new SegmentReplay(head, beforeMs);
        long position = 0;
        ByteBuffer content = read(file);
        try {
            if (content.getLong() != LogSegments.MAGIC) {
                throw new IllegalStateException("it does not begin as a log of the head");
            }
            position = Long.BYTES;
            while (content.hasRemaining()) {
                records.apply(next(content));
                position = content.position();
            }
        } catch (BufferUnderflowException | IllegalStateException e) {
            damaged(file, position, content.limit(), newest, e);
        }
        records.finish();
        counters.replayed(records.samples(), records.newestMs());
        segments.replayed(file, records.newestMs());
    }

    private static ByteBuffer read(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the head's log " + file, e);
        }
    }

    /** The next record; the content then stands behind it. */
    private static ByteBuffer next(ByteBuffer content) {
        int length = content.getInt();
        int expected = content.getInt();
        if (length < 1 || length > LARGEST_RECORD) {
            throw new IllegalStateException("a record cannot have " + length + " bytes");
        }
        if (length > content.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer record = content.slice(content.position(), length);
        CRC32C crc = new CRC32C();
        crc.update(content.array(), content.position(), length);
        if ((int) crc.getValue() != expected) {
            throw new IllegalStateException("a record's checksum is wrong");
        }
        content.position(content.position() + length);
        return record;
    }

    private void damaged(Path file, long position, long size, boolean newest, RuntimeException why) {
        counters.damaged();
        if (!newest) {
            log.warn(
                    "{}: damaged at byte {} of {} ({}); what came before is kept, the rest of this file is lost",
                    file,
                    position,
                    size,
                    text(why));
            return;
        }
        if (position == 0) {
            delete(file);
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(position);
            channel.force(true);
            counters.torn(size - position);
            log.warn(
                    "{}: the last {} of {} bytes were not finished when Weir ended ({}); they were cut off, samples of its last second are lost",
                    file,
                    size - position,
                    size,
                    text(why));
        } catch (IOException e) {
            log.warn("{}: the torn tail at byte {} of {} cannot be cut off", file, position, size, e);
        }
    }

    /** A file that was opened and not begun, or is none of ours: it would be complained of at each start. */
    private static void delete(Path file) {
        log.warn("{}: it does not even begin as a log of the head; it is deleted", file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} cannot be deleted", file, e);
        }
    }

    private static String text(RuntimeException why) {
        return why instanceof BufferUnderflowException ? "it ends within a record" : String.valueOf(why.getMessage());
    }

    /** Waits until all files were read. */
    void await() {
        Thread thread = rest;
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the file that is being read; the others are read at the next start. */
    @Override
    public void close() {
        closed = true;
        Thread thread = rest;
        if (thread == null) {
            return;
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
