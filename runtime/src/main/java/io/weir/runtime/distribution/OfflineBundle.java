package io.weir.runtime.distribution;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A distribution as one file, for a machine without a network: its jars, and the list of their checksums by which they are held. */
final class OfflineBundle {
    private static final long LARGEST = 2L << 30;
    private static final int MOST = 1000;

    private OfflineBundle() {}

    /** Writes a whole distribution; returns the file's bytes. */
    static long pack(Distribution distribution, Path file) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".bundle", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(fresh);
                    ZipOutputStream zip = new ZipOutputStream(out);
                    Stream<Path> files = Files.walk(distribution.home())) {
                // Jars are compressed already.
                zip.setLevel(Deflater.NO_COMPRESSION);
                String root = "flink-" + distribution.version() + "/";
                for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                    zip.putNextEntry(new ZipEntry(root + distribution.home().relativize(one)));
                    Files.copy(one, zip);
                    zip.closeEntry();
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Unpacks a bundle into a folder of its own and returns the version; nothing in it is trusted before it was held against its list. */
    static FlinkVersion unpack(Path file, Path staging) throws IOException {
        long bytes = 0;
        int count = 0;
        FlinkVersion version = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                List<String> steps = List.of(entry.getName().split("/"));
                boolean sound = steps.size() >= 2
                        && steps.get(0).matches("flink-\\d+\\.\\d+\\.\\d+")
                        && steps.stream().noneMatch(step -> step.isEmpty() || step.startsWith("."))
                        && entry.getName().indexOf('\\') < 0;
                if (!sound || entry.isDirectory() || ++count > MOST) {
                    throw new DistributionException(
                            file + " is no bundle of weir flink pack: it holds " + entry.getName());
                }
                FlinkVersion of = new FlinkVersion(steps.get(0).substring("flink-".length()));
                if (version != null && !version.equals(of)) {
                    throw new DistributionException(file + " holds more than one version of Flink");
                }
                version = of;
                Path target = staging.resolve(String.join("/", steps.subList(1, steps.size())));
                Files.createDirectories(target.getParent());
                bytes += copy(zip, target, LARGEST - bytes);
            }
        }
        if (version == null) {
            throw new DistributionException(file + " is no bundle of weir flink pack: it is empty, or no zip file");
        }
        return version;
    }

    /** Deletes what no list names: a bundle is no way to bring other jars onto Flink's class path. */
    static void keepOnly(Path staging, List<DistributionArtifact> artifacts) throws IOException {
        Set<Path> wanted = new HashSet<>();
        artifacts.forEach(artifact -> wanted.add(staging.resolve(artifact.path())));
        try (Stream<Path> files = Files.walk(staging)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                if (!wanted.contains(one)) {
                    Files.delete(one);
                }
            }
        }
    }

    private static long copy(InputStream in, Path target, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copied += read;
                if (copied > most) {
                    throw new DistributionException("the bundle unpacks to more than " + LARGEST + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        return copied;
    }
}
