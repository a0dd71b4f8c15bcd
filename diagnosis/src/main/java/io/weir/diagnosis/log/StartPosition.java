package io.weir.diagnosis.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides where to begin with a file that was not followed until now. For one source and one thread. */
final class StartPosition {
    private static final int MOST_ENDED = 256;
    private static final long CLOCK_STEP = 1_000;

    private final LogSource source;
    private final LogSink sink;
    private final List<StreamPosition> remembered;
    private final Set<Long> settled = new HashSet<>();
    private final Deque<StreamPosition> ended = new ArrayDeque<>();

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

    /** A file was read as far as this and is gone; it may come back packed. */
    void ended(StreamPosition position) {
        settle(position.stream());
        ended.addFirst(position);
        if (ended.size() > MOST_ENDED) {
            ended.removeLast();
        }
    }

    /** Streams of this source that no file was found for yet. */
    List<StreamPosition> unsettled() {
        return remembered.stream()
                .filter(position -> !settled.contains(position.stream().id()))
                .toList();
    }

    /** Where to begin; empty when the file is a copy of one that is followed, whose lines are known. */
    Optional<StreamPosition> of(ListedFile file, FileHead head, Collection<FileTail> tails) {
        for (FileTail tail : tails) {
            StreamPosition truncated = tail.truncated();
            if (truncated != null && (isCopy(truncated, file, head) || head.isSurelyOf(truncated.identity()))) {
                // What was written between copy and truncation, and read here, is not in the copy.
                long from = Math.min(truncated.offset(), head.size());
                return tail.copied(head.size())
                        ? Optional.of(new StreamPosition(truncated.stream(), head.identity(file), from, 0))
                        : Optional.empty();
            }
            if (isInTheMaking(tail, file, head)) {
                return Optional.empty();
            }
        }
        List<StreamPosition> candidates = file.isPacked() ? known() : unsettled();
        Optional<StreamPosition> found = candidates.stream()
                .filter(position -> isContinued(position, file, head))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(position -> isCopy(position, file, head))
                        .findFirst());
        if (found.isPresent()) {
            return Optional.of(at(found.get(), head.identity(file)));
        }
        LogStream stream = sink.openStream(source, file.name());
        return Optional.of(new StreamPosition(stream, head.identity(file), 0, 0));
    }

    /** The same file as before. The device is not asked: it gets another number when the machine starts again. */
    static boolean isContinued(StreamPosition position, ListedFile file, FileHead head) {
        return position.identity().inode() == file.inode()
                && head.size() >= position.offset()
                && head.isOf(position.identity());
    }

    /** Whether the file is being copied or packed from one that is followed; what was rolled over before is older than that. */
    private static boolean isInTheMaking(FileTail tail, ListedFile file, FileHead head) {
        return tail.identity().inode() != file.inode()
                && isSame(tail.position(), file, head)
                && (head.isSurelyOf(tail.identity()) || file.modifiedMillis() >= tail.modifiedMillis() - CLOCK_STEP);
    }

    private List<StreamPosition> known() {
        List<StreamPosition> known = new ArrayList<>(ended);
        known.addAll(remembered);
        return known;
    }

    /** The same bytes under another inode, as logrotate's copytruncate and gzip leave them, and perhaps more of them. */
    private static boolean isCopy(StreamPosition position, ListedFile file, FileHead head) {
        return head.size() >= position.offset() && isSame(position, file, head);
    }

    /**
     * Short {@code .out} files often begin alike, so only a whole kilobyte is trusted, or fewer bytes when the file also has a name
     * that the other is rolled over to.
     */
    private static boolean isSame(StreamPosition position, ListedFile file, FileHead head) {
        FileIdentity identity = position.identity();
        return head.isSurelyOf(identity)
                || (identity.headLength() > 0
                        && identity.headLength() < FileIdentity.HEAD_BYTES
                        && RolledName.origin(position.stream().file()).equals(RolledName.base(file.name()))
                        && head.size() >= identity.headLength()
                        && head.isOf(identity));
    }

    private static StreamPosition at(StreamPosition position, FileIdentity identity) {
        return new StreamPosition(position.stream(), identity, position.offset(), position.nextOrdinal());
    }
}
