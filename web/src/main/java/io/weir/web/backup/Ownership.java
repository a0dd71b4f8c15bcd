package io.weir.web.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose a folder is, and who may enter it: a backup is often restored by root, and Weir then runs as another user.
 *
 * @param attributes null where the file system knows no owners
 */
record Ownership(Path folder, @Nullable PosixFileAttributes attributes) {
    static Ownership of(Path folder) throws IOException {
        PosixFileAttributeView view = view(folder);
        return new Ownership(folder, view == null ? null : view.readAttributes());
    }

    private static @Nullable PosixFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives one file to somebody. */
    interface Giver {
        /** @throws IOException when the system does not let it be given */
        void give(PosixFileAttributeView file, PosixFileAttributes to) throws IOException;
    }

    /** Gives a folder with all that is in it to the same user and group; the folder itself gets the same mode. */
    void giveAll(Path other) throws IOException {
        giveAll(other, (file, to) -> {
            file.setGroup(to.group());
            file.setOwner(to.owner());
        });
    }

    void giveAll(Path other, Giver giver) throws IOException {
        if (attributes == null) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(other)) {
            all = walk.toList();
        }
        for (Path each : all) {
            PosixFileAttributeView view = view(each);
            if (view != null) {
                give(view, giver);
            }
        }
        Files.setPosixFilePermissions(other, attributes.permissions());
    }

    private void give(PosixFileAttributeView view, Giver giver) throws IOException {
        PosixFileAttributes wanted = attributes;
        PosixFileAttributes now = view.readAttributes();
        if (wanted == null || now.owner().equals(wanted.owner()) && now.group().equals(wanted.group())) {
            return;
        }
        try {
            giver.give(view, wanted);
        } catch (IOException e) {
            throw new BackupException(
                    folder + " is " + wanted.owner().getName() + "'s, to whom you cannot give files; run this as "
                            + wanted.owner().getName() + " or as root",
                    e);
        }
    }
}
