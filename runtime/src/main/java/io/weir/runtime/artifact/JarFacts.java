package io.weir.runtime.artifact;

import io.weir.runtime.artifact.ArtifactException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar says of itself. It is read, never unpacked; still one whose entries would lead out of a folder is refused, since
 * Flink unpacks nested jars by their names.
 */
record JarFacts(@Nullable String entryClass) {
    private static final int MOST_ENTRIES = 200_000;
    private static final int LARGEST_MANIFEST = 1 << 20;

    static JarFacts of(Path jar) throws IOException {
        if (!isZip(jar)) {
            throw new ArtifactException(Kind.BAD, "this is no jar: it does not begin as a ZIP file does");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (!holds(zip, "jar", ".class")) {
                throw new ArtifactException(Kind.BAD, "the jar holds no class; is it a jar of a job?");
            }
            return new JarFacts(entryClass(zip));
        } catch (ZipException e) {
            throw new ArtifactException(Kind.BAD, "the jar is damaged: " + e.getMessage());
        }
    }

    /** Whether an entry's name ends so; every name is looked at. */
    static boolean holds(ZipFile zip, String what, String ending) {
        if (zip.size() > MOST_ENTRIES) {
            throw new ArtifactException(
                    Kind.BAD,
                    "the " + what + " has " + zip.size() + " entries; at most " + MOST_ENTRIES + " are taken");
        }
        boolean holds = false;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            checkName(what, name);
            holds |= name.endsWith(ending);
        }
        return holds;
    }

    private static void checkName(String what, String name) {
        boolean leadsOut = name.startsWith("/")
                || name.startsWith("\\")
                || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*")
                || java.util.Arrays.asList(name.split("[/\\\\]")).contains("..");
        if (leadsOut) {
            throw new ArtifactException(
                    Kind.BAD,
                    "the " + what + " has an entry \"" + name.replaceAll("\\p{Cntrl}", "?")
                            + "\" that leads out of its folder");
        }
    }

    static boolean isZip(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] magic = in.readNBytes(4);
            return magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4;
        }
    }

    private static @Nullable String entryClass(ZipFile zip) throws IOException {
        ZipEntry manifest = zip.getEntry("META-INF/MANIFEST.MF");
        if (manifest == null || manifest.getSize() > LARGEST_MANIFEST) {
            return null;
        }
        try (InputStream in = zip.getInputStream(manifest)) {
            Attributes attributes =
                    new Manifest(new java.io.ByteArrayInputStream(in.readNBytes(LARGEST_MANIFEST))).getMainAttributes();
            String program = attributes.getValue("program-class");
            return program != null ? program : attributes.getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            return null;
        }
    }
}
