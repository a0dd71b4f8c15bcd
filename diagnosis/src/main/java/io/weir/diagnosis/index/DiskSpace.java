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
        return () -> Files.getFileStore(folder).getUsableSpace();
    }
}
