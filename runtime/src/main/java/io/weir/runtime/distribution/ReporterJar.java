package io.weir.runtime.distribution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Weir's own Prometheus reporter as a jar beside Flink's, made from the classes of this module. Flink's binds the wildcard
 * address and has no option for another one, so a hosted cluster would serve its metrics to the whole network.
 */
final class ReporterJar {
    private static final String PATH = "plugins/metrics-prometheus/weir-metrics-prometheus.jar";

    /** By name: Flink's own classes, which it extends, are on Flink's class path and not on Weir's. */
    private static final String FACTORY = "io.weir.runtime.reporter.LoopbackPrometheusReporterFactory";

    private static final String[] CLASSES = {FACTORY, FACTORY.replace("Factory", "")};
    private static final String SERVICE = "META-INF/services/org.apache.flink.metrics.reporter.MetricReporterFactory";

    private ReporterJar() {}

    /** Whether this very jar is there. */
    static boolean isIn(Path home) throws IOException {
        Path file = home.resolve(PATH);
        return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes());
    }

    /** Writes the jar unless the same one is there. */
    static void writeInto(Path home) throws IOException {
        if (isIn(home)) {
            return;
        }
        Path file = home.resolve(PATH);
        Path fresh = Files.createTempFile(file.getParent(), ".reporter", ".tmp");
        Files.write(fresh, bytes());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (String name : CLASSES) {
                String entry = name.replace('.', '/') + ".class";
                try (InputStream in = ReporterJar.class.getResourceAsStream("/" + entry)) {
                    if (in == null) {
                        throw new IOException("Weir's own class " + name + " is not on its class path");
                    }
                    add(jar, entry, in.readAllBytes());
                }
            }
            add(jar, SERVICE, (FACTORY + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // A fixed time makes equal content equal bytes.
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
