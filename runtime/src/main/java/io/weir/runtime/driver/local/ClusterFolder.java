package io.weir.runtime.driver.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A hosted cluster's folder: configuration, logs, checkpoints, and what Weir remembers of its processes.
 *
 * @param root absolute
 */
record ClusterFolder(Path root) {
    ClusterFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path record() {
        return root.resolve("cluster.json");
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path log() {
        return root.resolve("log");
    }

    Path dumps() {
        return root.resolve("dumps");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    /** Flink's scratch space of one process. */
    Path temporary(String process) {
        return root.resolve("tmp").resolve(process);
    }

    void create() throws IOException {
        for (Path folder : new Path[] {conf(), log(), dumps(), checkpoints(), savepoints()}) {
            Files.createDirectories(folder);
        }
    }

    /** Replaces a file as a whole, so that a reader, or a Weir killed in the middle, never leaves half of it. */
    static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
