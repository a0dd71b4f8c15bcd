package io.weir.diagnosis.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * A file as its folder lists it. Needs the {@code unix} attribute view, which the JDK has on Linux and macOS.
 *
 * @param modifiedMillis when it was last written, since the epoch
 * @param regular not a folder, pipe or device
 */
record ListedFile(Path path, long device, long inode, long size, long modifiedMillis, boolean regular) {
    static ListedFile of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,size,isRegularFile,lastModifiedTime");
        return new ListedFile(
                path,
                number(attributes, "dev"),
                number(attributes, "ino"),
                number(attributes, "size"),
                attributes.get("lastModifiedTime") instanceof FileTime time ? time.toMillis() : 0,
                Boolean.TRUE.equals(attributes.get("isRegularFile")));
    }

    String name() {
        return path.getFileName().toString();
    }

    boolean isPacked() {
        return RolledName.isPacked(name());
    }

    private static long number(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        return value instanceof Number number ? number.longValue() : 0;
    }
}
