package io.weir.runtime.driver.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hosted cluster's folder: configuration, logs, checkpoints, and what Weir remembers of its processes.
 *
 * @param root absolute
 */
record ClusterFolder(Path root) {
    private static final int KEPT_JOBS = 30;

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

    /**
     * Deletes the checkpoints of all jobs but the newest. A session cluster that was stopped forgets its jobs; their last
     * checkpoints stay for a while, for a person who wants to restore from one.
     */
    void forgetOldCheckpoints() throws IOException {
        try (Stream<Path> jobs = Files.list(checkpoints())) {
            List<Path> oldest = jobs.sorted(
                            Comparator.comparing((Path job) -> job.toFile().lastModified())
                                    .reversed())
                    .skip(KEPT_JOBS)
                    .toList();
            for (Path job : oldest) {
                delete(job);
            }
        }
    }

    /** Deletes a folder with all in it; nothing to delete is fine. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Replaces a file as a whole, so that a reader, or a Weir killed in the middle, never leaves half of it. */
    static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
