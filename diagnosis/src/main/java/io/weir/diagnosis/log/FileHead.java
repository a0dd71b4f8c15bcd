package io.weir.diagnosis.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** The first bytes of a log file and how many it has, unpacked where it is packed. Immutable by agreement. */
final class FileHead {
    private final byte[] bytes;
    private final int length;
    private final long size;

    private FileHead(byte[] bytes, int length, long size) {
        this.bytes = bytes;
        this.length = length;
        this.size = size;
    }

    static FileHead of(ListedFile file) throws IOException {
        byte[] bytes = new byte[FileIdentity.HEAD_BYTES];
        if (RolledName.isPacked(file.path().getFileName().toString())) {
            try (InputStream packed = Files.newInputStream(file.path());
                    InputStream in = new GZIPInputStream(packed)) {
                return new FileHead(bytes, in.readNBytes(bytes, 0, bytes.length), unpackedSize(file.path()));
            }
        }
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            return new FileHead(bytes, Math.max(0, channel.read(ByteBuffer.wrap(bytes), 0)), file.size());
        }
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc1952#page-8">ISIZE</a>, the size modulo 4 GiB, is the last thing in the file. */
    private static long unpackedSize(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - Integer.BYTES));
            return Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
        }
    }

    /** How many bytes the file has, unpacked; of a packed one modulo 4 GiB. */
    long size() {
        return size;
    }

    /** The identity of the file with what it begins with now. */
    FileIdentity identity(ListedFile file) {
        return new FileIdentity(file.device(), file.inode(), length, FileIdentity.fingerprint(bytes, length));
    }

    /** Whether the file begins as one did when {@code identity} was taken. */
    boolean isOf(FileIdentity identity) {
        return identity.hasHead(bytes, length);
    }

    /** Whether that holds for a whole kilobyte, which hardly any two files share. */
    boolean isSurelyOf(FileIdentity identity) {
        return identity.headLength() == FileIdentity.HEAD_BYTES && isOf(identity);
    }
}
