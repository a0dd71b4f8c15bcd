package io.weir.diagnosis.log;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A path whose parts may be globs, looked up in the file system. Symbolic links to folders are followed where a part names them. */
final class PathPattern {
    private static final String ANY_DEPTH = "**";
    private static final int DEEPEST = 16;

    private final List<String> parts;
    private final int limit;

    /** {@code limit} is how many paths are told at most. */
    PathPattern(String pattern, int limit) {
        this.parts = Arrays.stream(pattern.split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        this.limit = limit;
    }

    /** The files that match now, or that were rolled over from a name that does. What cannot be read is left out. */
    List<Path> files() {
        List<Path> found = new ArrayList<>();
        walk(Path.of("/"), 0, 0, found);
        return found;
    }

    private void walk(Path folder, int index, int depth, List<Path> found) {
        if (found.size() >= limit || depth > DEEPEST) {
            return;
        }
        String part = parts.get(index);
        boolean last = index == parts.size() - 1;
        if (part.equals(ANY_DEPTH) && !last) {
            walk(folder, index + 1, depth, found);
            each(folder, path -> {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    walk(path, index, depth + 1, found);
                }
            });
        } else if (!last && !isGlob(part)) {
            walk(folder.resolve(part), index + 1, depth, found);
        } else {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + part);
            each(folder, path -> {
                if (!last && matcher.matches(path.getFileName()) && Files.isDirectory(path)) {
                    walk(path, index + 1, depth + 1, found);
                } else if (last && found.size() < limit && isFile(matcher, path)) {
                    found.add(path);
                }
            });
        }
    }

    private static boolean isFile(PathMatcher matcher, Path path) {
        String base = RolledName.base(path.getFileName().toString());
        boolean named = matcher.matches(path.getFileName()) || (base != null && matcher.matches(Path.of(base)));
        return named && Files.isRegularFile(path);
    }

    private static void each(Path folder, Consumer<Path> visitor) {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            paths.forEach(visitor);
        } catch (IOException | DirectoryIteratorException e) {
            // It may come later, or never be for us: the caller looks again.
            return;
        }
    }

    private static boolean isGlob(String part) {
        return part.chars().anyMatch(letter -> "*?[{\\".indexOf(letter) >= 0);
    }
}
