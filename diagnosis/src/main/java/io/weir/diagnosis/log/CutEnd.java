package io.weir.diagnosis.log;

import java.util.concurrent.TimeUnit;

/**
 * A file as it was read when it was truncated. What it ended with may be half a line or half a stack trace: the other half is in the copy that
 * logrotate's {@code copytruncate} made just before, or nowhere. For one thread.
 */
final class CutEnd {
    /** In so long a copy shows itself, packed ones too. */
    private static final long COPY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StreamFeed feed;
    private final LogStream stream;
    private final FileIdentity identity;
    private final long offset;
    private final long truncatedNanos = System.nanoTime();

    /** {@code offset} is how far the file was read. */
    CutEnd(StreamFeed feed, LogStream stream, FileIdentity identity, long offset) {
        this.feed = feed;
        this.stream = stream;
        this.identity = identity;
        this.offset = offset;
    }

    /** Up to where the records are whole. */
    StreamPosition position() {
        return new StreamPosition(stream, identity, feed.isEmpty() ? offset : feed.wholeEnd(), 0);
    }

    /** Whether a copy of a size has all that was read. */
    boolean isWithin(long size) {
        return size >= offset;
    }

    /** Whether there is something to wait for, and no copy was found in time. */
    boolean isOverdue() {
        return !feed.isEmpty() && System.nanoTime() - truncatedNanos > COPY_NANOS;
    }

    /** Whether something is held that may go on. */
    boolean isHalf() {
        return !feed.isEmpty();
    }

    /** Hands over what is held as it is; returns false while the sink refuses it. */
    boolean end() {
        feed.end(offset);
        return feed.offer(stream, identity);
    }
}
