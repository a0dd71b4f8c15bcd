package io.weir.diagnosis.log;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is only reachable as a whole, by a name. What of it is known is told by its first bytes and its length; only the rest
 * is taken in. For one thread.
 */
final class RestLogFile {
    private final LogSource source;
    private final LogSink sink;
    private final TailContext context;
    private final String name;
    private StreamFeed feed;
    private @Nullable StreamPosition position;

    RestLogFile(LogSource source, LogSink sink, TailContext context, String name) {
        this.source = source;
        this.sink = sink;
        this.context = context;
        this.name = name;
        this.feed = new StreamFeed(source, sink, context, 0);
        this.position = remembered().orElse(null);
    }

    /** Whether a file of that size may hold what is not known. */
    boolean isDue(long size) {
        StreamPosition known = position;
        return known == null ? size > 0 : size != known.offset();
    }

    /** Whether it was cut off or begun anew, as its size tells. */
    boolean isShorterThanKnown(long size) {
        StreamPosition known = position;
        return known != null && size < known.offset();
    }

    /** Takes the rest of what this file held from the file it was rolled over to; another file is left alone. */
    boolean finish(byte[] rolled) {
        StreamPosition known = position;
        if (known == null || !isContinued(known, rolled)) {
            return true;
        }
        return take(known, rolled) && end();
    }

    /** Takes what is new in the whole file. Returns false while the sink takes nothing in. */
    boolean read(byte[] whole) {
        StreamPosition known = position;
        if (known != null && !isContinued(known, whole)) {
            if (!end()) {
                return false;
            }
            context.counters().truncations.increment();
            known = null;
        }
        if (known == null) {
            known = new StreamPosition(sink.openStream(source, streamName()), identity(whole), 0, 0);
        }
        return take(known, whole);
    }

    /** The file did not grow since the last look: its last record is whole. */
    boolean quiet() {
        StreamPosition known = position;
        if (known == null) {
            return true;
        }
        feed.endRecord();
        return feed.offer(known.stream(), known.identity());
    }

    private boolean take(StreamPosition known, byte[] whole) {
        int from = (int) known.offset();
        StreamPosition now = new StreamPosition(known.stream(), identity(whole), known.offset(), 0);
        position = now;
        if (!feed.offer(now.stream(), now.identity())) {
            return false;
        }
        feed.arriveAt(context.clock().millis());
        byte[] rest = Arrays.copyOfRange(whole, from, whole.length);
        feed.feed(rest, rest.length, from);
        context.counters().bytes.add(rest.length);
        position = new StreamPosition(now.stream(), now.identity(), whole.length, 0);
        return feed.offer(now.stream(), now.identity());
    }

    private boolean end() {
        StreamPosition known = position;
        if (known == null) {
            return true;
        }
        feed.end(known.offset());
        if (!feed.offer(known.stream(), known.identity())) {
            return false;
        }
        feed = new StreamFeed(source, sink, context, 0);
        position = null;
        return true;
    }

    private Optional<StreamPosition> remembered() {
        return sink.positions(source).stream()
                .filter(each -> each.stream().file().equals(streamName()))
                .reduce((earlier, later) -> later);
    }

    private String streamName() {
        return "rest:" + name;
    }

    private static boolean isContinued(StreamPosition known, byte[] whole) {
        FileIdentity identity = known.identity();
        return whole.length >= known.offset()
                && whole.length >= identity.headLength()
                && FileIdentity.fingerprint(whole, identity.headLength()) == identity.head();
    }

    private static FileIdentity identity(byte[] whole) {
        int length = Math.min(whole.length, FileIdentity.HEAD_BYTES);
        return new FileIdentity(0, 0, length, FileIdentity.fingerprint(whole, length));
    }
}
