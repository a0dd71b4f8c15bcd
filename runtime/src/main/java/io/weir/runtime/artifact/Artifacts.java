package io.weir.runtime.artifact;

import io.weir.runtime.artifact.ArtifactException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars and Python files that deployments run. Thread-safe. */
public final class Artifacts {
    /** Of one name. */
    public static final int MOST_VERSIONS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,118}\\.(jar|py|zip|whl)");
    private static final int MOST_NAMES = 500;
    private static final String PART = ".part";

    private final Path folder;
    private final ArtifactStore store;
    private final long largest;
    private final Clock clock;

    /**
     * Opens the folder, which is made when it is not there; what an upload left that was cut short is removed.
     *
     * @param largest bytes of one file
     */
    public Artifacts(Path folder, ArtifactStore store, long largest, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.store = store;
        this.largest = largest;
        this.clock = clock;
        try {
            Files.createDirectories(this.folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(this.folder, "*" + PART)) {
                for (Path part : left) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of artifacts " + this.folder + " cannot be used", e);
        }
    }

    /** Bytes of one file, at most. */
    public long largest() {
        return largest;
    }

    /**
     * Takes a file. Its name says how people call it and nothing about where it is kept; it is one workspace's as long as it has a version.
     *
     * @throws ArtifactException when it is refused; nothing of it is left then
     * @throws IOException when the stream ends before its time or the disk is full; likewise
     */
    public ArtifactVersion upload(String workspace, String name, InputStream content, String by) throws IOException {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw new ArtifactException(
                    Kind.BAD,
                    "the name \"" + printable(name)
                            + "\" cannot be used; write letters, digits, . _ + and -, ending in .jar, or in .py, .zip or"
                            + " .whl for Python");
        }
        allowed(workspace, name);
        String file = UUID.randomUUID() + name.substring(name.lastIndexOf('.'));
        Path part = folder.resolve(file + PART);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long bytes = receive(content, part, digest);
            String entryClass = null;
            if (name.endsWith(".jar")) {
                entryClass = JarFacts.of(part).entryClass();
            } else {
                PythonFile.check(name, part);
            }
            Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            synchronized (this) {
                try {
                    allowed(workspace, name);
                    return store.add(new ArtifactVersion(
                            workspace,
                            name,
                            0,
                            file,
                            bytes,
                            HexFormat.of().formatHex(digest.digest()),
                            entryClass,
                            by,
                            clock.instant()));
                } catch (RuntimeException e) {
                    Files.deleteIfExists(folder.resolve(file));
                    throw e;
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void allowed(String workspace, String name) {
        List<ArtifactVersion> all = store.all();
        if (all.stream()
                .anyMatch(one -> one.name().equals(name) && !one.workspace().equals(workspace))) {
            throw new ArtifactException(
                    Kind.CONFLICT, "there is an artifact " + name + " in another workspace; take another name");
        }
        long versions = all.stream().filter(one -> one.name().equals(name)).count();
        if (versions >= MOST_VERSIONS) {
            throw new ArtifactException(
                    Kind.CONFLICT,
                    name + " has " + versions
                            + " versions, which is the most there may be; delete one that is not used");
        }
        if (versions == 0 && all.stream().map(ArtifactVersion::name).distinct().count() >= MOST_NAMES) {
            throw new ArtifactException(Kind.CONFLICT, "there are " + MOST_NAMES + " artifacts, the most there may be");
        }
    }

    private long receive(InputStream content, Path part, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > largest) {
                    throw new ArtifactException(
                            Kind.TOO_LARGE,
                            "the file is larger than " + (largest >> 20) + " MiB, the most there may be");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return bytes;
    }

    /** By name, newest version first. */
    public List<ArtifactVersion> all() {
        return store.all();
    }

    public Optional<ArtifactVersion> find(String name, int version) {
        return store.find(name, version);
    }

    /** Whether a workspace has a version. */
    public boolean has(String workspace, String name, int version) {
        return find(name, version)
                .filter(one -> one.workspace().equals(workspace))
                .isPresent();
    }

    /** Where a version is on disk. */
    public Path path(ArtifactVersion version) {
        return folder.resolve(version.file());
    }

    /**
     * Deletes a version; does nothing when there is none.
     *
     * @param usedBy who uses a version of a name, in words
     * @throws ArtifactException when somebody uses it
     */
    public synchronized void delete(String name, int version, BiFunction<String, Integer, List<String>> usedBy) {
        Optional<ArtifactVersion> found = store.find(name, version);
        if (found.isEmpty()) {
            return;
        }
        List<String> users = usedBy.apply(name, version);
        if (!users.isEmpty()) {
            throw new ArtifactException(
                    Kind.CONFLICT, name + " version " + version + " is used by " + String.join(", ", users));
        }
        store.delete(name, version);
        try {
            Files.deleteIfExists(path(found.get()));
        } catch (IOException e) {
            LOG.warn("The file of {} version {} stays on disk: {}", name, version, e.toString());
        }
    }

    private static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
    }
}
