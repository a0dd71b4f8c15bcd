package io.weir.runtime.artifact;

import io.weir.runtime.artifact.ArtifactException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What can be said of a Python file without running it. Flink unpacks archives by the names of their entries, so one whose entries would
 * lead out of their folder is refused.
 */
final class PythonFile {
    private PythonFile() {}

    /** @throws ArtifactException when it is not what its name says */
    static void check(String name, Path file) throws IOException {
        if (name.endsWith(".py")) {
            source(file);
            return;
        }
        if (!JarFacts.isZip(file)) {
            throw new ArtifactException(Kind.BAD, "this is no archive: it does not begin as a ZIP file does");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (!JarFacts.holds(zip, "archive", ".py")) {
                throw new ArtifactException(Kind.BAD, "the archive holds no .py file; is it one of Python?");
            }
        } catch (ZipException e) {
            throw new ArtifactException(Kind.BAD, "the archive is damaged: " + e.getMessage());
        }
    }

    /** Python takes no NUL in a source, and there is one in nearly all that is no text. */
    private static void source(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new ArtifactException(Kind.BAD, "this is no Python source: it is empty");
        }
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == 0) {
                        throw new ArtifactException(Kind.BAD, "this is no Python source: it holds a NUL");
                    }
                }
            }
        }
    }
}
