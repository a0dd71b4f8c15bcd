package io.weir.diagnosis.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one file by its open handle, so that a rename or a deletion does not end it before its last byte. Nothing is read while
 * the sink refuses what was read before: the file itself is the queue. For one thread.
 */
final class FileTail {
    private static final int TURN_BYTES = 1024 * 1024;
    private static final long QUIET_MILLIS = 1_000;
    private static final long PARTIAL_LINE_QUIET_MILLIS = 5_000;

    private final LogSource source;
    private final LogSink sink;
    private final TailContext context;
    private final byte[] head = new byte[FileIdentity.HEAD_BYTES];
    private FileIdentity identity;
    private LogStream stream;
    private long offset;
    private long size;
    private Path path;
    private long modifiedMillis;
    /** It was written to since its first bytes were looked at: what was truncated may have grown to the same size. */
    private boolean touched;

    private @Nullable FileChannel channel;
    private StreamFeed feed;
    /** Of {@link System#nanoTime()}: how long a file is quiet must not depend on somebody setting the clock. */
    private long grownNanos = System.nanoTime();

    private @Nullable CutEnd cutEnd;

    FileTail(LogSource source, LogSink sink, TailContext context, Path path, StreamPosition start) {
        this.source = source;
        this.sink = sink;
        this.context = context;
        this.path = path;
        this.identity = start.identity();
        this.stream = start.stream();
        this.offset = start.offset();
        this.feed = new StreamFeed(source, sink, context, start.offset());
    }

    long inode() {
        return identity.inode();
    }

    LogStream stream() {
        return stream;
    }

    FileIdentity identity() {
        return identity;
    }

    /** The file is known by this name, and had this size when it was listed. */
    void listed(ListedFile file) {
        path = file.path();
        touched |= modifiedMillis != file.modifiedMillis();
        modifiedMillis = file.modifiedMillis();
        size = Math.max(size, file.size());
        if (channel == null) {
            size = file.size();
        }
    }

    /** When the file was last written, as its folder last told. */
    long modifiedMillis() {
        return modifiedMillis;
    }

    /** How far the file was read. */
    StreamPosition position() {
        return new StreamPosition(stream, identity, offset, 0);
    }

    /** Up to where this file was read when it was last truncated, in whole records; a copy that was made before goes on from there. */
    @Nullable
    StreamPosition truncated() {
        CutEnd cut = cutEnd;
        return cut == null ? null : cut.position();
    }

    /**
     * The copy that was made before the truncation has been found; what was half read is read there.
     *
     * @return false while the sink refuses what the copy does not have
     */
    boolean copied(long size) {
        CutEnd cut = cutEnd;
        if (cut != null && !cut.isWithin(size) && !cut.end()) {
            return false;
        }
        cutEnd = null;
        return true;
    }

    /** Bytes that are not taken in yet. */
    long lagBytes() {
        return Math.max(0, size - offset);
    }

    boolean isOpen() {
        return channel != null;
    }

    /** Whether everything that stands in the file was taken in, and for how long nothing came. */
    boolean isDrained() {
        CutEnd cut = cutEnd;
        return feed.isEmpty() && offset >= size && (cut == null || !cut.isHalf());
    }

    long quietMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - grownNanos);
    }

    /** Reads a bounded amount. Returns whether there is more to read at once. */
    boolean poll() throws IOException {
        if (!endOverdue() || !offer() || (channel == null && size == offset && !touched && isDrained())) {
            return false;
        }
        FileChannel file = open();
        size = file.size();
        boolean changed = touched || size != offset;
        touched = false;
        if (changed && !isSameFile(file)) {
            if (!restart()) {
                return false;
            }
            size = file.size();
            isSameFile(file);
        }
        feed.arriveAt(context.clock().millis());
        if (size > offset) {
            read(file);
            grownNanos = System.nanoTime();
        } else {
            closeWhenQuiet(quietMillis());
        }
        return offer() && size > offset;
    }

    /** Hands over what is held, whole or not: the file will not go on. */
    boolean finish() {
        CutEnd cut = cutEnd;
        if (cut != null && !cut.end()) {
            return false;
        }
        feed.end(offset);
        return offer();
    }

    /** Hands over what no copy goes on with. */
    private boolean endOverdue() {
        CutEnd cut = cutEnd;
        return cut == null || !cut.isOverdue() || cut.end();
    }

    /** Gives the handle back; the next poll opens the file again by its name. */
    void release() {
        FileChannel file = channel;
        channel = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                context.counters().readErrors.increment();
            }
        }
    }

    private void read(FileChannel file) throws IOException {
        byte[] chunk = context.chunk();
        long end = Math.min(size, offset + TURN_BYTES);
        while (offset < end) {
            int wanted = (int) Math.min(chunk.length, end - offset);
            int count = file.read(ByteBuffer.wrap(chunk, 0, wanted), offset);
            if (count <= 0) {
                return;
            }
            feed.feed(chunk, count, offset);
            offset += count;
            context.counters().bytes.add(count);
            if (!offer()) {
                return;
            }
        }
    }

    private void closeWhenQuiet(long quietMillis) {
        if (quietMillis >= PARTIAL_LINE_QUIET_MILLIS) {
            feed.endLine(offset);
        }
        if (quietMillis >= QUIET_MILLIS) {
            feed.endRecord();
        }
    }

    private boolean offer() {
        return feed.offer(stream, identity);
    }

    /** Compares the first bytes with those seen before, and learns those that have come since. */
    private boolean isSameFile(FileChannel file) throws IOException {
        int length = file.read(ByteBuffer.wrap(head), 0);
        length = Math.max(0, length);
        if (size < offset || !identity.hasHead(head, length)) {
            return false;
        }
        if (length > identity.headLength()) {
            identity = new FileIdentity(
                    identity.device(), identity.inode(), length, FileIdentity.fingerprint(head, length));
        }
        return true;
    }

    /** The file was truncated and begins anew: another stream from its first byte. */
    private boolean restart() {
        CutEnd before = cutEnd;
        if ((before != null && !before.end()) || !offer()) {
            return false;
        }
        context.counters().truncations.increment();
        cutEnd = new CutEnd(feed, stream, identity, offset);
        feed = new StreamFeed(source, sink, context, 0);
        identity = new FileIdentity(identity.device(), identity.inode(), 0, FileIdentity.fingerprint(head, 0));
        stream = sink.openStream(source, path.getFileName().toString());
        offset = 0;
        return true;
    }

    private FileChannel open() throws IOException {
        FileChannel file = channel;
        if (file != null) {
            return file;
        }
        file = FileChannel.open(path, StandardOpenOption.READ);
        if (ListedFile.of(path).inode() != identity.inode()) {
            // The name was given to another file between listing and opening; the next listing tells where this one
            // went.
            file.close();
            throw new NoSuchFileException(path.toString(), null, "the file was replaced while it was opened");
        }
        channel = file;
        return file;
    }
}
