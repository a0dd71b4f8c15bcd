package io.weir.runtime.distribution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by whoever makes or replaces a distribution, one thread of one process at a time: {@code weir flink fetch} works in the same folder as a
 * Weir that runs. The operating system lets go of it when a process dies, however it dies. Not to be taken twice by one thread.
 */
final class AssemblyLock {
    /** A file lock is the whole process's; its threads take turns by these. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    /** What is done meanwhile. */
    interface Work<T> {
        T get() throws IOException;
    }

    private AssemblyLock() {}

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
            try (FileChannel channel =
                    FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
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
