package io.weir.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The demo jobs as Flink takes them: the module's jar, or one made of its classes when Maven has not packed it yet. */
final class DemoJar {
    private static final String ENTRY = "/io/weir/demo/jobs/Orders.class";

    private DemoJar() {}

    static Path in(Path folder) throws IOException {
        try {
            URI found = Objects.requireNonNull(DemoJar.class.getResource(ENTRY)).toURI();
            if (found.getScheme().equals("jar")) {
                String text = found.getSchemeSpecificPart();
                return Path.of(URI.create(text.substring(0, text.indexOf('!'))));
            }
            String classes = Path.of(found).toString();
            return pack(Path.of(classes.substring(0, classes.length() - ENTRY.length())), folder.resolve("jobs.jar"));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                try {
                    out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                    Files.copy(file, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return jar;
    }
}
