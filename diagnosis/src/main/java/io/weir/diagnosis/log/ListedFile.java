package io.weir.diagnosis.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A file as its folder lists it. Needs the {@code unix} attribute view, which the JDK has on Linux and macOS.
 *
 * @param regular not a folder, pipe or device
 */
record ListedFile(Path path, long device, long inode, long size, boolean regular) {
    static ListedFile of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,size,isRegularFile");
        return new ListedFile(
                path,
                number(attributes, "dev"),
                number(attributes, "ino"),
                number(attributes, "size"),
                Boolean.TRUE.equals(attributes.get("isRegularFile")));
    }

    /** The identity with the fingerprint of what the file begins with now. */
    FileIdentity identity() throws IOException {
        byte[] head = new byte[FileIdentity.HEAD_BYTES];
        int length;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            length = Math.max(0, file.read(ByteBuffer.wrap(head), 0));
        }
        return new FileIdentity(device, inode, length, FileIdentity.fingerprint(head, length));
    }

    /** Whether the file still begins as it did when {@code identity} was taken. */
    boolean hasHeadOf(FileIdentity identity) throws IOException {
        byte[] head = new byte[FileIdentity.HEAD_BYTES];
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return identity.hasHead(head, Math.max(0, file.read(ByteBuffer.wrap(head), 0)));
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        return value instanceof Number number ? number.longValue() : 0;
    }
}
