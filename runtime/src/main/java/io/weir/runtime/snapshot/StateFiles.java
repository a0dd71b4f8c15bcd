package io.weir.runtime.snapshot;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as they lie on a disk that Weir sees. A snapshot is whole when its {@code _metadata} is there, which Flink writes last
 * and renames into place.
 */
public final class StateFiles {
    private static final String METADATA = "_metadata";
    /** The first bytes of a metadata file; the version and the checkpoint's number follow. */
    private static final int MAGIC = 0x4960672d;

    private StateFiles() {}

    /**
     * A whole snapshot.
     *
     * @param path what to restore from
     * @param number the checkpoint's; it grows along a job, over savepoints and restores too
     */
    public record Found(String path, long number) {}

    /** Whether a folder's URI names a place that can be looked at from here. */
    public static boolean areVisible(@Nullable String folder) {
        return folder != null && local(folder) != null;
    }

    /**
     * The whole snapshots right below a folder, the newest first; none when the folder is not there.
     *
     * @throws IOException when it cannot be looked at
     */
    public static List<Found> in(String folder) throws IOException {
        Path root = local(folder);
        if (root == null) {
            throw new IOException(folder + " cannot be looked at from here");
        }
        List<Found> found = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return found;
        }
        try (Stream<Path> children = Files.list(root)) {
            for (Path child : children.toList()) {
                Path metadata = child.resolve(METADATA);
                if (Files.isRegularFile(metadata)) {
                    number(metadata)
                            .ifPresent(
                                    number -> found.add(new Found(child.toUri().toString(), number)));
                }
            }
        } catch (NotDirectoryException e) {
            return found;
        }
        found.sort(Comparator.comparingLong(Found::number).reversed());
        return found;
    }

    /** A snapshot by its path; empty when it is not there whole. */
    public static Optional<Found> at(String path) throws IOException {
        Path root = local(path);
        if (root == null) {
            throw new IOException(path + " cannot be looked at from here");
        }
        Path metadata = root.resolve(METADATA);
        if (!Files.isRegularFile(metadata)) {
            return Optional.empty();
        }
        return number(metadata).map(number -> new Found(path, number));
    }

    /** Deletes a folder that can be looked at from here, with all in it; does nothing when there is none. */
    public static void delete(String folder) throws IOException {
        Path root = local(folder);
        if (root == null || !Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Optional<Long> number(Path metadata) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            if (Files.size(metadata) < 16 || in.readInt() != MAGIC) {
                return Optional.empty();
            }
            int version = in.readInt();
            return version < 1 ? Optional.empty() : Optional.of(in.readLong());
        }
    }

    private static @Nullable Path local(String uri) {
        try {
            URI read = URI.create(uri.startsWith("file:") ? uri.replaceFirst("^file:/*", "file:///") : uri);
            return "file".equals(read.getScheme()) ? Path.of(read) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
