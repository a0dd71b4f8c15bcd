package io.weir.diagnosis.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a packed file once, from where its lines are not known yet, in turns. For one thread. */
final class ArchiveTail {
    private static final int TURN_BYTES = 1024 * 1024;

    private final Path path;
    private final TailContext context;
    private final StreamFeed feed;
    private final LogStream stream;
    private final FileIdentity identity;
    private long offset;
    private @Nullable InputStream in;
    private boolean ended;

    ArchiveTail(LogSource source, LogSink sink, TailContext context, Path path, StreamPosition start) {
        this.path = path;
        this.context = context;
        this.feed = new StreamFeed(source, sink, context, start.offset());
        this.stream = start.stream();
        this.identity = start.identity();
        this.offset = start.offset();
    }

    /** Whether everything was taken in. */
    boolean isOver() {
        return ended && feed.isEmpty();
    }

    StreamPosition position() {
        return new StreamPosition(stream, identity, offset, 0);
    }

    boolean isOpen() {
        return in != null;
    }

    /** Reads a bounded amount. Returns whether there is more to read at once. */
    boolean poll() throws IOException {
        feed.arriveAt(context.clock().millis());
        if (!feed.offer(stream, identity) || ended) {
            return false;
        }
        InputStream file = in == null ? open() : in;
        byte[] chunk = context.chunk();
        for (int read = 0; read < TURN_BYTES; ) {
            int count = file.readNBytes(chunk, 0, chunk.length);
            if (count == 0) {
                ended = true;
                release();
                feed.end(offset);
                return !feed.offer(stream, identity);
            }
            feed.feed(chunk, count, offset);
            offset += count;
            read += count;
            context.counters().bytes.add(count);
            if (!feed.offer(stream, identity)) {
                return false;
            }
        }
        return true;
    }

    /** Gives the handle back. */
    void release() {
        InputStream file = in;
        in = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                context.counters().readErrors.increment();
            }
        }
    }

    private InputStream open() throws IOException {
        InputStream packed = Files.newInputStream(path);
        // Released with what wraps it, or alone when the first bytes are no gzip.
        in = packed;
        InputStream file = new GZIPInputStream(packed, 64 * 1024);
        in = file;
        file.skipNBytes(offset);
        return file;
    }
}
