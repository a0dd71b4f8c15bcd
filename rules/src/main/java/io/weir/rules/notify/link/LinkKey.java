package io.weir.rules.notify.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The key of the signatures: 32 random bytes in a file that only Weir's own user reads, made once. Deleting the file ends every link. */
final class LinkKey {
    private static final int BYTES = 32;

    private LinkKey() {}

    /**
     * The key in a file, which is made when it is not there.
     *
     * @throws UncheckedIOException when it can neither be read nor made, or is no key
     */
    static byte[] in(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new IOException(file + " has " + key.length + " bytes, not " + BYTES
                        + ", so it is no key; delete it and a new one is made");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("no key for the links in messages", e);
        }
    }

    /** Whole or not at all, and never readable by others, not even for a moment. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".link",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, key);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(draft);
        }
    }
}
