package io.weir.web.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The data folder, held by one Weir at a time. The operating system lets go of the lock when the process dies, however it
 * dies; the pid in the lock file is only there to be named.
 */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be and takes its lock.
     *
     * @throws DataFolderException when it cannot be written or another Weir holds it
     */
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new DataFolderException("the data folder " + absolute + " cannot be made ("
                    + e.getClass().getSimpleName()
                    + "); choose one you may write to with `data:` in the config or with --data");
        }
        if (!Files.isDirectory(absolute) || !Files.isWritable(absolute)) {
            throw new DataFolderException(
                    "the data folder " + absolute + " cannot be written; give yourself the right, or"
                            + " choose another with `data:` in the config or with --data");
        }
        return lock(absolute);
    }

    private static DataFolder lock(Path path) {
        Path file = path.resolve("weir.lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String pid = Files.readString(file).strip();
                channel.close();
                throw new DataFolderException("the data folder " + path + " is in use by another Weir"
                        + (pid.isEmpty() ? "" : " (pid " + pid + ")")
                        + "; stop that one first, or choose another folder with --data");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            throw new DataFolderException("the lock file " + file + " cannot be written: " + e
                    + "; check the folder's rights and free space");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new DataFolderException("the lock on " + path + " could not be given back: " + e);
        }
    }
}
