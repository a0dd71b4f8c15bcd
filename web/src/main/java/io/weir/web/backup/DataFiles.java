package io.weir.web.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which files of a data folder a backup holds, and in which order. */
final class DataFiles {
    /** Of this start only, or made anew by any start. */
    private static final Set<String> LEFT_OUT = Set.of(
            "weir.lock",
            "run.json",
            "weir.log",
            "flink/distributions",
            "history/tmp",
            // A restored store is another installation to OpenSearch: with the old number, new records would bear the
            // ids
            // of those that came after the backup, and be taken for them.
            "logs/installation",
            "logs/shipped");

    /** Of a cluster that Weir hosts: its logs are in the log store, the rest is written anew. */
    private static final Set<String> OF_A_CLUSTER = Set.of("checkpoints", "savepoints", "ha");

    private static final Set<String> SECRET = Set.of("admin.token", "link.key", "weir.db", "variables.key");

    /** Folders with copies of the database, and with scripts that have the values of hidden variables in them. */
    private static final List<String> SECRET_FOLDERS = List.of("upgrades/", "flink/sql/");

    /**
     * What is moved from one place to another must be copied where it comes from first: it is then there once or twice, as after a kill, and never missing.
     * Databases name files, so they come before the files.
     */
    private static final List<String> FIRST = List.of("weir.db", "head/", "logs/journal", "logs/catalog");

    private DataFiles() {}

    static boolean isSecret(String path) {
        return SECRET.contains(path) || SECRET_FOLDERS.stream().anyMatch(path::startsWith);
    }

    static List<String> of(Path data) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(data) || isWanted(name(data, folder))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(data, file);
                if (attributes.isRegularFile() && isWanted(name) && !isPassing(name)) {
                    files.add(name);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // It was there a moment ago: retention took it.
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparingInt(DataFiles::rank).thenComparing(Comparator.naturalOrder()));
        return files;
    }

    private static String name(Path data, Path file) {
        return data.relativize(file).toString().replace('\\', '/');
    }

    private static boolean isWanted(String name) {
        String[] parts = name.split("/");
        if (LEFT_OUT.contains(name) || parts[0].startsWith("demo-")) {
            return false;
        }
        // The index over log blocks is built anew from them.
        if (parts.length >= 3 && parts[0].equals("logs") && parts[2].equals("index")) {
            return false;
        }
        return !(parts.length >= 4 && parts[0].equals("flink") && parts[1].equals("clusters"))
                || OF_A_CLUSTER.contains(parts[3]);
    }

    private static boolean isPassing(String name) {
        return name.endsWith("-wal") || name.endsWith("-shm") || name.endsWith(".new") || name.endsWith(".tmp");
    }

    private static int rank(String name) {
        for (int i = 0; i < FIRST.size(); i++) {
            String first = FIRST.get(i);
            if (first.endsWith("/") ? name.startsWith(first) : name.equals(first)) {
                return i;
            }
        }
        return FIRST.size();
    }
}
