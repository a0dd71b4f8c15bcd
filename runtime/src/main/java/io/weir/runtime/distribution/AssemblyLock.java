package io.weir.runtime.distribution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held by whoever makes or replaces a distribution, one thread of one process at a time: {@code weir flink fetch} works in the same folder as a
 * Weir that runs. The operating system lets go of it when a process dies, however it dies. Not to be taken twice by one thread.
 */
final class AssemblyLock {
    private static final Logger LOG = LoggerFactory.getLogger(AssemblyLock.class);

    /** A file lock is the whole process's; its threads take turns by these. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    /** What is done meanwhile. */
    interface Work<T> {
        T get() throws IOException;
    }

    private AssemblyLock() {}

    private static void give(Path file, UserPrincipal owner) throws IOException {
        if (!Files.getOwner(file).equals(owner)) {
            try {
                Files.setOwner(file, owner);
            } catch (FileSystemException e) {
                LOG.debug("{} stays with who made it: {}", file, e.toString());
            }
        }
    }

    /**
     * Does something when the lock is free, which it waits for; the folder is made when it is not there.
     *
     * @param waiting is run first when another process holds it
     */
    static <T> T holding(Path directory, Runnable waiting, Work<T> work) throws IOException {
        ReentrantLock turn =
                IN_PROCESS.computeIfAbsent(directory.toAbsolutePath().normalize(), path -> new ReentrantLock());
        turn.lock();
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(".lock");
            boolean fresh = Files.notExists(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (fresh) {
                    // Made by a command of root's, it must not shut out the service whose folder it is in.
                    give(file, Files.getOwner(directory));
                }
                if (channel.tryLock() == null) {
                    waiting.run();
                    channel.lock();
                }
                return work.get(); // The channel, when it is closed, lets go of the lock.
            }
        } finally {
            turn.unlock();
        }
    }
}
