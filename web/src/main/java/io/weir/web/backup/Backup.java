package io.weir.web.backup;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a backup of a data folder, whether a Weir runs on it or not. */
public final class Backup {
    /** Most of what is kept is packed already. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private static final int TRIES = 20;
    private static final long PAUSE_MS = 500;

    private final Path data;
    private final String version;
    private final Clock clock;
    private final Map<String, String> schemas = new TreeMap<>();
    private final List<BackupManifest.Entry> entries = new ArrayList<>();

    private Backup(Path data, String version, Clock clock) {
        this.data = data;
        this.version = version;
        this.clock = clock;
    }

    /**
     * Writes a backup and reads it back.
     *
     * @param data the folder
     * @param target a file that is not there yet; only its owner may read it, since it holds password hashes and keys
     * @param version of this Weir
     * @return what it holds
     * @throws BackupException when it cannot be made; nothing is left of it then
     */
    public static BackupManifest make(Path data, Path target, String version, Clock clock) {
        if (!Files.isRegularFile(data.resolve("weir.db"))) {
            throw new BackupException(
                    data + " is no data folder of a Weir: it has no weir.db; name another with --data");
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Files.deleteIfExists(fresh);
            createPrivately(fresh);
            BackupManifest manifest = new Backup(data, version, clock).write(fresh);
            BackupArchive.check(fresh);
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(target + " is there already; choose another name", e);
        } catch (IOException e) {
            throw new BackupException("the backup cannot be written to " + target + ": " + e, e);
        } finally {
            delete(fresh);
        }
    }

    private static void createPrivately(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private BackupManifest write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream bytes =
                        new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(LEVEL);
            for (String name : DataFiles.of(data)) {
                Path from = data.resolve(name);
                try {
                    if (DatabaseCopy.isDatabase(from)) {
                        addDatabase(zip, name, from, file);
                    } else if (name.startsWith("history/")) {
                        addStill(zip, name, from, file);
                    } else {
                        add(zip, name, from);
                    }
                } catch (NoSuchFileException e) {
                    // Retention took it since it was listed, as it would have a moment before.
                    continue;
                }
            }
            BackupManifest manifest =
                    new BackupManifest(BackupManifest.FORMAT, version, clock.instant(), schemas, entries);
            zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
            zip.write(manifest.write());
            zip.closeEntry();
            zip.finish();
            bytes.flush();
            channel.force(true);
            return manifest;
        }
    }

    private void addDatabase(ZipOutputStream zip, String name, Path from, Path beside) throws IOException {
        Path copy = beside.resolveSibling(beside.getFileName() + ".db");
        delete(copy);
        try {
            createPrivately(copy);
            DatabaseCopy.copy(from, copy);
            if (name.equals("weir.db")) {
                schemas.putAll(DatabaseCopy.schemas(copy));
            }
            add(zip, name, copy);
        } finally {
            delete(copy);
        }
    }

    /** A file that is rewritten in place is copied until it stood still meanwhile. Weir writes to it for moments, some times an hour. */
    private void addStill(ZipOutputStream zip, String name, Path from, Path beside) throws IOException {
        Path copy = beside.resolveSibling(beside.getFileName() + ".copy");
        try {
            for (int i = 0; i < TRIES; i++) {
                Object before = stamp(from);
                Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
                if (before.equals(stamp(from)) && !Files.exists(Path.of(from + ".wal"))) {
                    add(zip, name, copy);
                    return;
                }
                pause();
            }
        } finally {
            delete(copy);
        }
        throw new BackupException(from + " is being written to all the time; try again");
    }

    private static Object stamp(Path file) throws IOException {
        return List.of(Files.size(file), Files.getLastModifiedTime(file));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("the backup was broken off", e);
        }
    }

    private void add(ZipOutputStream zip, String name, Path from) throws IOException {
        MessageDigest digest = BackupArchive.sha256();
        // What is appended from here on belongs to the next backup.
        long size = Files.size(from);
        long copied;
        try (InputStream in = new DigestInputStream(new FirstBytes(Files.newInputStream(from), size), digest)) {
            zip.putNextEntry(new ZipEntry(name));
            copied = in.transferTo(zip);
            zip.closeEntry();
        }
        entries.add(new BackupManifest.Entry(
                name, copied, HexFormat.of().formatHex(digest.digest()), DataFiles.isSecret(name)));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BackupException(file + " cannot be deleted; delete it by hand", e);
        }
    }

    /** The first bytes of a stream that may go on. */
    private static final class FirstBytes extends FilterInputStream {
        private long left;

        FirstBytes(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
