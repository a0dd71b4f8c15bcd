package io.weir.diagnosis.log;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides where to begin with a file that was not followed until now. For one source and one thread. */
final class StartPosition {
    private final LogSource source;
    private final LogSink sink;
    private final List<StreamPosition> remembered;
    private final Set<Long> settled = new HashSet<>();

    StartPosition(LogSource source, LogSink sink) {
        this.source = source;
        this.sink = sink;
        // The newest first: of two streams with one inode and the same first bytes, the later is what the file holds
        // now.
        this.remembered = sink.positions(source).stream()
                .sorted(Comparator.comparingLong(
                                (StreamPosition position) -> position.stream().id())
                        .reversed())
                .toList();
    }

    /** The stream has a tail, or its file is gone: no other file continues it. */
    void settle(LogStream stream) {
        settled.add(stream.id());
    }

    /** Streams of this source that no file was found for yet. */
    List<StreamPosition> unsettled() {
        return remembered.stream()
                .filter(position -> !settled.contains(position.stream().id()))
                .toList();
    }

    /** Where to begin; empty when the file is a copy of one that is followed, whose lines are known. */
    Optional<StreamPosition> of(ListedFile file, Collection<FileTail> tails) throws IOException {
        FileIdentity identity = file.identity();
        if (identity.headLength() == FileIdentity.HEAD_BYTES) {
            for (FileTail tail : tails) {
                StreamPosition truncated = tail.truncated();
                if (truncated != null && isCopy(truncated, file, identity)) {
                    tail.forgetTruncated();
                    return Optional.of(at(truncated, identity));
                }
                if (isSameHead(tail.identity(), identity)) {
                    return Optional.empty();
                }
            }
        }
        for (StreamPosition position : unsettled()) {
            if (isContinued(position, file, identity) || isCopy(position, file, identity)) {
                return Optional.of(at(position, identity));
            }
        }
        LogStream stream = sink.openStream(source, file.path().getFileName().toString());
        return Optional.of(new StreamPosition(stream, identity, 0, 0));
    }

    /** The same file as before. The device is not asked: it gets another number when the machine starts again. */
    static boolean isContinued(StreamPosition position, ListedFile file, FileIdentity identity) throws IOException {
        return position.identity().inode() == identity.inode()
                && file.size() >= position.offset()
                && file.hasHeadOf(position.identity());
    }

    /**
     * The same bytes under another inode, as logrotate's copytruncate leaves them. Only a whole kilobyte is trusted for that: short
     * {@code .out} files often begin alike.
     */
    private static boolean isCopy(StreamPosition position, ListedFile file, FileIdentity identity) {
        return file.size() >= position.offset() && isSameHead(position.identity(), identity);
    }

    private static boolean isSameHead(FileIdentity one, FileIdentity other) {
        return one.headLength() == FileIdentity.HEAD_BYTES
                && other.headLength() == FileIdentity.HEAD_BYTES
                && one.head() == other.head();
    }

    private static StreamPosition at(StreamPosition position, FileIdentity identity) {
        return new StreamPosition(position.stream(), identity, position.offset(), position.nextOrdinal());
    }
}
