package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room a disk has. */
public interface DiskSpace {
    /** Bytes that may still be written. */
    long usableBytes() throws IOException;

    /** The room on the disk that holds {@code folder}. */
    static DiskSpace ofFolder(Path folder) {
        return () -> {
            // It is asked ten times a second, and a file store is found by reading all mounts; that says why when there
            // is no answer.
            long usable = folder.toFile().getUsableSpace();
            return usable > 0 ? usable : Files.getFileStore(folder).getUsableSpace();
        };
    }
}
