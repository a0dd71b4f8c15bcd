package io.weir.collector.discovery.file;

import io.weir.collector.target.ScrapeJob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Files that hold targets of one job.
 *
 * @param job what is laid over their addresses and labels
 * @param files paths that end with {@code .json}, {@code .yaml} or {@code .yml}; the last part may hold wildcards
 * @param refreshInterval how often a file is read again that does not seem to have changed
 */
public record TargetFiles(ScrapeJob job, List<Path> files, Duration refreshInterval) {
    private static final Pattern NAME = Pattern.compile("[^/]*\\.(json|yml|yaml|JSON|YML|YAML)");
    private static final int MOST_FILES = 1_000;

    public TargetFiles {
        files = List.copyOf(files);
        for (Path file : files) {
            String fault = fault(file);
            if (!fault.isEmpty()) {
                throw new IllegalArgumentException(fault);
            }
        }
    }

    /** What is wrong with a path, and what to write; empty when it is good. */
    public static String fault(Path file) {
        String name = String.valueOf(file.getFileName());
        String folder = String.valueOf(file.getParent());
        if (!NAME.matcher(name).matches()) {
            return "the file " + file + " must end with .json, .yaml or .yml, such as targets/*.yaml";
        }
        return isPattern(folder)
                ? "the file " + file + " has a wildcard in its folder; only the last part may, such as targets/*.yaml"
                : "";
    }

    static boolean isPattern(String path) {
        return path.contains("*") || path.contains("?") || path.contains("[");
    }

    /** The files that there are, and those without wildcards that there should be. */
    Set<Path> present() throws IOException {
        Set<Path> found = new TreeSet<>();
        for (Path file : files) {
            if (isPattern(String.valueOf(file.getFileName()))) {
                addMatching(file, found);
            } else {
                found.add(file);
            }
        }
        return found;
    }

    private static void addMatching(Path pattern, Set<Path> found) throws IOException {
        Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, globbed(pattern))) {
            for (Path file : files) {
                if (found.size() >= MOST_FILES) {
                    throw new IOException("more than " + MOST_FILES + " files match " + pattern);
                }
                found.add(file);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // A folder that is not there yet has no files; that is no fault.
            return;
        }
    }

    /** Java's pattern has braces, which Prometheus' has not. */
    private static String globbed(Path pattern) {
        return String.valueOf(pattern.getFileName()).replace("{", "\\{").replace("}", "\\}");
    }
}
