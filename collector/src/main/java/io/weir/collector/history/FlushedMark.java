package io.weir.collector.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the history goes, so that a start need not ask DuckDB. It may lag behind by a window after a kill: the history itself knows
 * which windows it has. Thread-safe.
 */
final class FlushedMark {
    private static final Logger log = LoggerFactory.getLogger(FlushedMark.class);

    private final Path file;
    private volatile long known = Long.MIN_VALUE;

    FlushedMark(Path directory) {
        this.file = directory.resolve("flushed");
    }

    long read(long otherwise) {
        if (known == Long.MIN_VALUE) {
            try {
                known = Long.parseLong(Files.readString(file).strip());
            } catch (NoSuchFileException e) {
                // Written at once: after a long pause the head's log must be read from here, not from the pause's end.
                write(otherwise);
            } catch (IOException | NumberFormatException e) {
                log.warn("{} cannot be read; the history is taken to go to the head's beginning", file, e);
                known = otherwise;
            }
        }
        return known;
    }

    synchronized void write(long untilMs) {
        Path fresh = file.resolveSibling("flushed.new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap((untilMs + "\n").getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HistoryException("cannot note how far the history goes", e);
        }
        known = untilMs;
    }
}
