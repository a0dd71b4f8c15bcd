package io.weir.diagnosis.log;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The packed files of one source. Each is read once, when it has not grown for a while (gzip writes it bit by bit), and only if its
 * lines are not known from the time before it was packed. For one thread.
 */
final class Archives {
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Sighting(long size, long nanos) {}

    private final LogSource source;
    private final LogSink sink;
    private final TailContext context;
    private final StartPosition start;
    private final Map<Long, Sighting> sightings = new HashMap<>();
    private final Map<Long, Long> readSizes = new HashMap<>();
    private final Map<Long, ArchiveTail> tails = new HashMap<>();

    /** Hears of files that cannot be read. */
    interface Complaints {
        void complain(ListedFile file, IOException e);
    }

    Archives(LogSource source, LogSink sink, TailContext context, StartPosition start) {
        this.source = source;
        this.sink = sink;
        this.context = context;
        this.start = start;
    }

    /** Reads a bounded amount of each. Returns whether there is more to read at once. */
    boolean poll(Collection<ListedFile> packed, Collection<FileTail> followed, Complaints complaints) {
        boolean more = false;
        for (ListedFile file : packed) {
            if (!isRead(file) && isSettled(file)) {
                try {
                    more |= read(file, followed);
                } catch (IOException e) {
                    complaints.complain(file, e);
                    // It may be half written: another size is another try.
                    done(file);
                }
            }
        }
        forget(packed.stream().map(ListedFile::inode).collect(Collectors.toSet()));
        return more;
    }

    int openFiles() {
        return (int) tails.values().stream().filter(ArchiveTail::isOpen).count();
    }

    /** Whether none is being read. */
    boolean isIdle() {
        return tails.isEmpty();
    }

    void close() {
        tails.values().forEach(ArchiveTail::release);
    }

    private boolean read(ListedFile file, Collection<FileTail> followed) throws IOException {
        ArchiveTail tail = tails.get(file.inode());
        if (tail == null) {
            FileHead head = FileHead.of(file);
            Optional<StreamPosition> position = start.of(file, head, followed);
            if (position.isEmpty()) {
                // The file it is made of is still there; it is looked at again once that is gone.
                sightings.put(file.inode(), new Sighting(file.size(), System.nanoTime()));
                return false;
            }
            if (position.get().offset() == head.size()) {
                context.counters().archives.increment();
                done(file);
                return false;
            }
            tail = new ArchiveTail(source, sink, context, file.path(), position.get());
            tails.put(file.inode(), tail);
        }
        boolean more = tail.poll();
        if (tail.isOver()) {
            start.ended(tail.position());
            context.counters().archives.increment();
            done(file);
        }
        return more;
    }

    private void done(ListedFile file) {
        readSizes.put(file.inode(), file.size());
        ArchiveTail tail = tails.remove(file.inode());
        if (tail != null) {
            tail.release();
        }
    }

    private boolean isRead(ListedFile file) {
        Long size = readSizes.get(file.inode());
        return size != null && size == file.size();
    }

    private boolean isSettled(ListedFile file) {
        Sighting sighting = sightings.get(file.inode());
        if (sighting == null || sighting.size() != file.size()) {
            sightings.put(file.inode(), new Sighting(file.size(), System.nanoTime()));
            return false;
        }
        return System.nanoTime() - sighting.nanos() > SETTLED_NANOS;
    }

    private void forget(Set<Long> present) {
        sightings.keySet().retainAll(present);
        readSizes.keySet().retainAll(present);
        Iterator<Map.Entry<Long, ArchiveTail>> each = tails.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Long, ArchiveTail> next = each.next();
            if (!present.contains(next.getKey())) {
                next.getValue().release();
                each.remove();
            }
        }
    }
}
