package io.weir.diagnosis.log;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the files of one source, as they come, are renamed, and go. For one thread. */
final class SourceTail {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTail.class);
    private static final long GONE_QUIET_MILLIS = 2_000;
    private static final long DORMANT_AFTER_MILLIS = 60_000;

    private final LogSource source;
    private final LogSink sink;
    private final TailContext context;
    private final PathMatcher matcher;
    private final StartPosition start;
    private final Archives archives;
    private final Map<Long, FileTail> tails = new HashMap<>();
    private final Map<Path, String> complaints = new HashMap<>();
    private boolean ending;

    SourceTail(LogSource source, LogSink sink, TailContext context) {
        this.source = source;
        this.sink = sink;
        this.context = context;
        this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + source.glob());
        this.start = new StartPosition(source, sink);
        this.archives = new Archives(source, sink, context, start);
    }

    long lagBytes() {
        return tails.values().stream().mapToLong(FileTail::lagBytes).sum();
    }

    int openFiles() {
        return (int) tails.values().stream().filter(FileTail::isOpen).count() + archives.openFiles();
    }

    /** Reads a bounded amount of each file. Returns whether there is more to read at once. */
    boolean poll() throws IOException {
        Map<Long, ListedFile> listed = list(this::isWanted);
        List<ListedFile> packed = new ArrayList<>();
        listed.values().removeIf(file -> file.isPacked() && packed.add(file));
        for (ListedFile file : listed.values()) {
            FileTail tail = tails.get(file.inode());
            if (tail != null) {
                tail.listed(file);
            } else if (!ending) {
                begin(file);
            }
        }
        findRenamed(listed);
        boolean more = false;
        Iterator<FileTail> each = tails.values().iterator();
        while (each.hasNext()) {
            FileTail tail = each.next();
            boolean present = listed.containsKey(tail.inode());
            more |= poll(tail);
            if ((!present && isOver(tail)) || (ending && tail.isDrained())) {
                start.ended(tail.position());
                tail.release();
                each.remove();
            } else if (present && tail.isOpen() && tail.isDrained() && tail.quietMillis() > DORMANT_AFTER_MILLIS) {
                tail.release();
            }
        }
        return archives.poll(packed, tails.values(), (file, e) -> complain(file.path(), e)) || more;
    }

    /** Whether the glob matches a file's name, or the name it had before it was rolled over. */
    private boolean isWanted(Path path) {
        String name = path.getFileName().toString();
        String base = RolledName.base(name);
        return base == null
                ? matcher.matches(path.getFileName())
                : matcher.matches(Path.of(base)) || matcher.matches(path.getFileName());
    }

    /** What was rolled over before all that is kept would be dropped at once, or stand at a time that is not its own. */
    private boolean isTooOld(ListedFile file) {
        return RolledName.base(file.name()) != null
                && file.modifiedMillis()
                        < context.clock().millis() - context.plausible().past().toMillis();
    }

    /** Reads what is there now and then ends; {@link #isEnded()} tells when. */
    void end() {
        ending = true;
    }

    boolean isEnded() {
        return ending && tails.isEmpty() && archives.isIdle();
    }

    void close() {
        tails.values().forEach(FileTail::release);
        archives.close();
    }

    /** A file that is gone gets no more bytes once its writer has noticed; log4j closes it at the rename. */
    private static boolean isOver(FileTail tail) {
        return !tail.isOpen() || (tail.lagBytes() == 0 && tail.quietMillis() > GONE_QUIET_MILLIS && tail.finish());
    }

    private boolean poll(FileTail tail) {
        try {
            return tail.poll();
        } catch (IOException e) {
            complain(source.directory(), e);
            tail.release();
            return false;
        }
    }

    private void begin(ListedFile file) {
        try {
            start.of(file, FileHead.of(file), tails.values()).ifPresent(position -> add(file, position));
            complaints.remove(file.path());
        } catch (IOException e) {
            complain(file.path(), e);
        }
    }

    private void add(ListedFile file, StreamPosition position) {
        start.settle(position.stream());
        FileTail tail = new FileTail(source, sink, context, file.path(), position);
        tail.listed(file);
        tails.put(file.inode(), tail);
    }

    /**
     * Looks in the whole folder for files that were followed, have bytes left, and were renamed to what the glob does not match, while
     * they were not open or while Weir was not running.
     */
    private void findRenamed(Map<Long, ListedFile> listed) throws IOException {
        List<StreamPosition> missing = new ArrayList<>(start.unsettled());
        // Another source of the same process may look after files of other names.
        missing.removeIf(position -> !isWanted(Path.of(position.stream().file())));
        boolean closed = tails.values().stream().anyMatch(tail -> !tail.isOpen() && !listed.containsKey(tail.inode()));
        if (missing.isEmpty() && !closed) {
            return;
        }
        Map<Long, ListedFile> all = list(path -> true);
        for (FileTail tail : tails.values()) {
            ListedFile file = all.get(tail.inode());
            if (file != null && !tail.isOpen() && !listed.containsKey(tail.inode())) {
                tail.listed(file);
            }
        }
        for (StreamPosition position : missing) {
            ListedFile file = all.get(position.identity().inode());
            if (file != null
                    && !tails.containsKey(file.inode())
                    && file.size() > position.offset()
                    && StartPosition.isContinued(position, file, FileHead.of(file))) {
                add(file, position);
            }
            start.settle(position.stream());
        }
    }

    private Map<Long, ListedFile> list(Predicate<Path> wanted) throws IOException {
        Map<Long, ListedFile> files = new HashMap<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(source.directory(), wanted::test)) {
            for (Path path : folder) {
                list(path, files);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The folder may come later; a process creates it when it starts.
            return files;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private void list(Path path, Map<Long, ListedFile> files) {
        try {
            ListedFile file = ListedFile.of(path);
            if (file.regular() && (!isTooOld(file) || tails.containsKey(file.inode()))) {
                files.put(file.inode(), file);
            }
        } catch (NoSuchFileException e) {
            complaints.remove(path);
        } catch (IOException e) {
            complain(path, e);
        }
    }

    private void complain(Path path, IOException e) {
        context.counters().readErrors.increment();
        String message = String.valueOf(e);
        if (!message.equals(complaints.put(path, message))) {
            LOG.warn("{} of {}/{} cannot be read, trying on: {}", path, source.cluster(), source.process(), message);
        }
    }
}
