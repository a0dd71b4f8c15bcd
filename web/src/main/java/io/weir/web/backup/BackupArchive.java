package io.weir.web.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup as a file, read with suspicion. */
public final class BackupArchive {
    private static final long LARGEST_MANIFEST = 256L << 20;

    private BackupArchive() {}

    /**
     * Reads a whole backup and compares every file with the manifest.
     *
     * @throws BackupException when anything is missing, too much or different, or when a newer Weir made it
     */
    public static BackupManifest check(Path file) {
        return read(file, (entry, bytes) -> bytes.transferTo(OutputStream.nullOutputStream()));
    }

    /** Where the bytes of a file go. */
    interface Sink {
        void take(BackupManifest.Entry entry, InputStream bytes) throws IOException;
    }

    static BackupManifest read(Path file, Sink sink) {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("there is no backup " + file);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            BackupManifest manifest = manifest(zip, file);
            if (manifest.format() > BackupManifest.FORMAT) {
                throw new BackupException("the backup was made by Weir " + manifest.weir()
                        + ", whose format this one does not know; use that Weir or a newer one");
            }
            Set<String> expected = new HashSet<>(Set.of(BackupManifest.NAME));
            for (BackupManifest.Entry entry : manifest.files()) {
                if (!expected.add(entry.path())) {
                    throw new BackupException("the backup is damaged: it names " + entry.path() + " twice");
                }
                pass(zip, entry, sink);
            }
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !expected.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new BackupException("the backup was changed: its manifest does not know " + name);
                    });
            return manifest;
        } catch (ZipException e) {
            throw new BackupException("the backup is damaged or was cut off: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupException("the backup cannot be read: " + e.getMessage(), e);
        }
    }

    private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null || entry.getSize() > LARGEST_MANIFEST) {
            throw new BackupException(file + " is no backup of Weir, or was cut off: it has no manifest");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return BackupManifest.read(in.readAllBytes());
        }
    }

    private static void pass(ZipFile zip, BackupManifest.Entry entry, Sink sink) throws IOException {
        ZipEntry packed = zip.getEntry(entry.path());
        if (packed == null || packed.getSize() != entry.bytes()) {
            throw new BackupException("the backup is damaged: " + entry.path() + " is missing or of another size");
        }
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(packed), digest)) {
            sink.take(entry, in);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
            throw new BackupException("the backup is damaged: " + entry.path() + " is not what was backed up");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
