package io.weir.web.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes a data folder of a backup: all of it, or nothing. */
public final class Restore {
    private Restore() {}

    /**
     * Restores into a folder that is not there yet, or is empty; what is restored is whose the empty folder was.
     *
     * @return what was restored
     * @throws BackupException when the backup is damaged or newer than this Weir, or the folder is in use; the folder is as it was then
     */
    public static BackupManifest into(Path data, Path file) {
        Path target = data.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null || !isFree(target)) {
            throw new BackupException(
                    target + " is not empty; restore into another folder, or move this one away first");
        }
        Path fresh = parent.resolve(target.getFileName() + ".restoring");
        try {
            deleteAll(fresh);
            Files.createDirectories(fresh);
            BackupManifest manifest = BackupArchive.read(file, (entry, bytes) -> {
                Path to = fresh.resolve(entry.path());
                if (!to.normalize().startsWith(fresh)) {
                    throw new BackupException("the backup was changed: " + entry.path() + " leads out of the folder");
                }
                Files.createDirectories(to.getParent());
                Files.copy(bytes, to);
                if (entry.secret()
                        && to.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
                }
            });
            checkDatabase(fresh.resolve("weir.db"), manifest);
            if (Files.exists(target)) {
                Ownership.of(target).giveAll(fresh);
            }
            Files.deleteIfExists(target);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new BackupException("the backup cannot be restored into " + target + ": " + e, e);
        } finally {
            deleteAll(fresh);
        }
    }

    private static void checkDatabase(Path database, BackupManifest manifest) {
        if (!Files.isRegularFile(database)) {
            throw new BackupException("the backup is damaged: it has no weir.db");
        }
        DatabaseCopy.check(database, "the backup's weir.db");
        List<String> newer = DatabaseCopy.newer(database);
        if (!newer.isEmpty()) {
            throw new BackupException("the backup was made by a newer Weir (" + manifest.weir() + "): "
                    + String.join(", ", newer) + "; restore it with that Weir or a newer one");
        }
    }

    private static boolean isFree(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static void deleteAll(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new BackupException(folder + " cannot be deleted; delete it by hand", e);
        }
    }
}
