package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.ScriptJob;
import io.weir.runtime.sql.flink.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Jars of Weir's classes that run inside Flink. The jar of a script holds the script with its values, so only Weir's own user may read it;
 * the jars it needs lie in its {@code lib} folder, where Flink finds them in either mode.
 */
final class ScriptJar {
    static final String MAIN = "io.weir.runtime.sql.flink.ScriptJob";
    private static final String PACKAGE = "io/weir/runtime/sql/flink/";

    /** By name: some refer to Flink's classes, which are not on Weir's class path. */
    private static final List<String> CLASSES = List.of(
            "Gateway",
            "HiddenValues",
            "Planner",
            "Planner$1",
            "Script",
            "ScriptException",
            "ScriptJob",
            "ScriptJob$1",
            "Session",
            "Statement",
            "Statement$Kind",
            "Wire",
            "Wire$Answer",
            "Wire$Fault",
            "Wire$Question");

    private ScriptJar() {}

    /** Writes a script as a jar to run. */
    static void write(Path file, ResolvedScript script, Map<String, String> options, List<Path> jars)
            throws IOException {
        make(file, jar -> {
            add(jar, ScriptJob.SCRIPT, script.text().getBytes(StandardCharsets.UTF_8));
            add(jar, ScriptJob.HIDDEN, Wire.bytes(List.copyOf(script.hidden())));
            StringWriter properties = new StringWriter();
            Properties written = new Properties();
            written.putAll(new TreeMap<>(options));
            written.store(properties, null);
            add(jar, ScriptJob.OPTIONS, properties.toString().getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < jars.size(); i++) {
                jar.putNextEntry(new ZipEntry("lib/" + i + ".jar"));
                Files.copy(jars.get(i), jar);
                jar.closeEntry();
            }
        });
    }

    /** The hidden values in the jar of a script. */
    static List<String> hidden(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            ZipEntry entry = jar.getEntry(ScriptJob.HIDDEN);
            if (entry == null) {
                return List.of();
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return Wire.strings(in.readAllBytes());
            }
        }
    }

    /** Writes the planner as a jar to start. */
    static void writePlanner(Path file) throws IOException {
        make(file, jar -> {});
    }

    private interface Content {
        void into(JarOutputStream jar) throws IOException;
    }

    private static void make(Path file, Content content) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(),
                ".script",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN);
            try (OutputStream out = Files.newOutputStream(fresh);
                    JarOutputStream jar = new JarOutputStream(out, manifest)) {
                for (String name : CLASSES) {
                    addClass(jar, PACKAGE + name + ".class");
                }
                content.into(jar);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void addClass(JarOutputStream jar, String entry) throws IOException {
        try (InputStream in = ScriptJar.class.getResourceAsStream("/" + entry)) {
            if (in != null) {
                add(jar, entry, in.readAllBytes());
            } else if (!entry.contains("$1")) {
                throw new IOException("Weir's own class " + entry + " is not on its class path");
            }
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
