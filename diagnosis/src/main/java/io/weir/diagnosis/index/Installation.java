package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/**
 * Which Weir wrote a record, so that several may write to one OpenSearch, and one that lost its folder does not take its own records of before
 * for those it writes now.
 *
 * @param number drawn by lot when the folder was made, 1 to 2^31 - 1
 */
record Installation(int number) {
    static Installation of(Path file) throws IOException {
        if (Files.exists(file)) {
            try {
                return new Installation(Integer.parseInt(Files.readString(file).strip()));
            } catch (NumberFormatException e) {
                throw new IOException(file + " holds no number; restore it, or delete it to begin anew", e);
            }
        }
        Installation drawn = new Installation(1 + new SecureRandom().nextInt(Integer.MAX_VALUE - 1));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, drawn.number + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return drawn;
    }

    /** Streams of this installation are numbered from here on; others are numbered elsewhere. */
    long firstStream() {
        return (long) number << 32;
    }

    /** The id of a record's document. */
    String documentId(Found found) {
        return Integer.toHexString(number) + "-" + found.stream().id() + "-" + found.ordinal();
    }
}
