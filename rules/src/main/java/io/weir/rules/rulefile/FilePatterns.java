package io.weir.rules.rulefile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Paths with {@code *}, {@code ?} and {@code [...]} in any of their parts. */
final class FilePatterns {
    private static final Logger LOG = LoggerFactory.getLogger(FilePatterns.class);
    private static final int MOST_FILES = 1000;

    private FilePatterns() {}

    /** The files that match any pattern, each once, sorted; a path without a wildcard is given though nothing is there. */
    static List<Path> files(List<Path> patterns) {
        TreeSet<Path> found = new TreeSet<>();
        for (Path pattern : patterns) {
            found.addAll(files(pattern));
        }
        if (found.size() > MOST_FILES) {
            LOG.warn("{} rule files match, only the first {} are read", found.size(), MOST_FILES);
        }
        return found.stream().limit(MOST_FILES).toList();
    }

    static List<Path> files(Path pattern) {
        Path absolute = pattern.toAbsolutePath().normalize();
        List<Path> reached = List.of(absolute.getRoot());
        boolean wild = false;
        for (Path part : absolute) {
            boolean glob = isGlob(part.toString());
            wild |= glob;
            List<Path> next = new ArrayList<>();
            for (Path folder : reached) {
                if (glob) {
                    next.addAll(matches(folder, part.toString()));
                } else if (!wild || Files.exists(folder.resolve(part))) {
                    next.add(folder.resolve(part));
                }
            }
            reached = next;
        }
        return reached;
    }

    private static boolean isGlob(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
    }

    private static List<Path> matches(Path folder, String glob) {
        List<Path> matches = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return matches;
        }
        // Braces are no wildcard to Prometheus, but they are to Java.
        String escaped = glob.replace("{", "\\{").replace("}", "\\}");
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, escaped)) {
            stream.forEach(matches::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The folder {} cannot be listed for rule files: {}", folder, e.toString());
        }
        return matches;
    }
}
