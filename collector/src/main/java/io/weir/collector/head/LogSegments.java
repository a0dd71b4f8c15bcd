package io.weir.collector.head;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbered files of the head's log: one that is written, and those before it. A file is never written to after its process
 * ended. Used by one thread at a time, but {@link #replayed}, {@link #dropBefore} and {@link #bytes} by any.
 */
final class LogSegments {
    static final long MAGIC = 0x5745495248454144L;

    /** A file that is no longer written, and the newest time in it. */
    private record Closed(Path file, long newestMs) {}

    private final Path directory;
    private final Deque<Closed> closed = new ArrayDeque<>();
    private @Nullable FileChannel channel;
    private @Nullable Path file;
    private long size;
    private long openedMs;
    private int nextNumber = 1;

    LogSegments(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of the head's log, " + directory, e);
        }
    }

    Path directory() {
        return directory;
    }

    /** The files on disk, oldest first. */
    List<Path> files() {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(path -> path.getFileName().toString().matches("\\d{8}\\.log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the head's log, " + directory, e);
        }
    }

    /** The next file is numbered after one that an earlier process wrote. */
    void continueAfter(Path path) {
        nextNumber = Math.max(
                nextNumber, Integer.parseInt(path.getFileName().toString().substring(0, 8)) + 1);
    }

    /** Tells of a file that an earlier process wrote and that was read back; until then it is not deleted. */
    void replayed(Path path, long newestMs) {
        synchronized (closed) {
            closed.addLast(new Closed(path, newestMs));
        }
    }

    boolean isOpen() {
        return channel != null;
    }

    /** Bytes of the file that is written. */
    long size() {
        return size;
    }

    boolean isEmpty() {
        return size <= Long.BYTES;
    }

    /** When the file that is written was begun. */
    long openedMs() {
        return openedMs;
    }

    void open(long nowMs) throws IOException {
        Path path = directory.resolve(String.format(Locale.ROOT, "%08d.log", nextNumber));
        FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).flip());
            out.force(true);
        } catch (IOException e) {
            out.close();
            // A full disk is tried again each second and must not leave a file each time.
            Files.deleteIfExists(path);
            throw e;
        }
        nextNumber++;
        file = path;
        channel = out;
        size = Long.BYTES;
        openedMs = nowMs;
    }

    /** Appends and fsyncs. */
    void write(ByteBuffer contents) throws IOException {
        FileChannel out = channel;
        if (out == null) {
            throw new IOException("there is no open segment");
        }
        size += contents.remaining();
        while (contents.hasRemaining()) {
            out.write(contents);
        }
        out.force(false);
    }

    /** Ends the file that is written, when there is one. */
    void close(long newestMs) throws IOException {
        FileChannel out = channel;
        Path path = file;
        channel = null;
        file = null;
        if (out == null || path == null) {
            return;
        }
        if (isEmpty()) {
            Files.deleteIfExists(path);
        } else {
            synchronized (closed) {
                closed.addLast(new Closed(path, newestMs));
            }
        }
        out.close();
    }

    /** Deletes the files in which every sample is older. */
    void dropBefore(long timeMs) throws IOException {
        List<Closed> old = new ArrayList<>();
        synchronized (closed) {
            for (Iterator<Closed> all = closed.iterator(); all.hasNext(); ) {
                Closed segment = all.next();
                if (segment.newestMs() < timeMs) {
                    old.add(segment);
                    all.remove();
                }
            }
        }
        for (Closed segment : old) {
            Files.deleteIfExists(segment.file());
        }
    }

    /** Bytes of all files; 0 when the folder cannot be read. */
    long bytes() {
        File[] all = directory.toFile().listFiles();
        return all == null ? 0 : Arrays.stream(all).mapToLong(File::length).sum();
    }
}
