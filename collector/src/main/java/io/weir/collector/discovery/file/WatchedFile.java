package io.weir.collector.discovery.file;

import io.weir.collector.discovery.Discovery;
import io.weir.collector.target.ScrapeJob;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target file, looked at again and again. It is read when it has changed and then stood still for one look, since whoever writes
 * it may be half way through. Not thread-safe.
 */
final class WatchedFile {
    private static final long MOST_BYTES = 16L << 20;

    /** A file that never stands still is read all the same after so many looks. */
    private static final int MOST_WAITS = 5;

    /** Looks at which a file must be missing before that is believed: some editors take it away before they put the new one. */
    private static final int MISSED_LOOKS = 2;

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private final Path file;
    private final ScrapeJob job;
    private final Duration refreshInterval;
    private final Discovery discovery;
    private @Nullable Stamp read;
    private @Nullable Stamp seen;
    private long readNanos;
    private int waits;
    private int missed;

    WatchedFile(Path file, ScrapeJob job, Duration refreshInterval, Discovery discovery) {
        this.file = file;
        this.job = job;
        this.refreshInterval = refreshInterval;
        this.discovery = discovery;
    }

    /** Reads the file if that is due. */
    void look(long nowNanos) {
        try {
            Stamp stamp = stamp();
            missed = 0;
            boolean due = read == null || nowNanos - readNanos >= refreshInterval.toNanos();
            boolean changed = !stamp.equals(read);
            boolean moving = read != null && changed && !stamp.equals(seen) && ++waits < MOST_WAITS;
            seen = stamp;
            if (moving || !due && !changed) {
                return;
            }
            waits = 0;
            readNanos = nowNanos;
            read = stamp;
            read(stamp);
        } catch (NoSuchFileException e) {
            missing();
        } catch (IOException e) {
            discovery.failed(file + ": cannot be read: " + e);
        }
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private void read(Stamp stamp) throws IOException {
        if (stamp.size() > MOST_BYTES) {
            discovery.failed(file + ": is larger than " + (MOST_BYTES >> 20) + " MiB; split it");
            return;
        }
        try {
            discovery.publish(TargetFile.read(String.valueOf(file.getFileName()), Files.readString(file), job));
        } catch (FileFault e) {
            discovery.failed(file + ":" + e.line() + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            discovery.failed(file + ": is not UTF-8; save it as UTF-8");
        }
    }

    /** Notes that the file was not there at a look; true once that is believed. */
    boolean missing() {
        missed++;
        if (read == null && missed == 1 || read != null && missed >= MISSED_LOOKS) {
            if (read != null) {
                read = null;
                discovery.publish(List.of());
            }
            discovery.failed(file + ": there is no such file; its targets come when there is one");
        }
        return missed >= MISSED_LOOKS;
    }

    void close() {
        discovery.close();
    }
}
