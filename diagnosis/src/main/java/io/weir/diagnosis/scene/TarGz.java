package io.weir.diagnosis.scene;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a compressed archive of plain files. The format is ustar as of <a
 * href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06">POSIX</a>, which every {@code tar} reads.
 */
public final class TarGz implements Closeable {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PREFIX = 155;
    /** Eleven octal digits. */
    private static final long LARGEST = (1L << 33) - 1;

    private final OutputStream out;

    /** @param to is closed with the archive */
    public TarGz(OutputStream to) throws IOException {
        this.out = new BufferedOutputStream(new GZIPOutputStream(to, 64 << 10), 64 << 10);
    }

    /**
     * Adds a file of exactly {@code size} bytes: a source that is shorter is filled up with zeros and one that is longer, such as a log that
     * grows, is cut.
     *
     * @param name without a leading slash; the part behind the last slash at most 100 bytes in UTF-8, the folder at most 155
     */
    public void add(String name, Instant modified, long size, InputStream from) throws IOException {
        // A path that is too long for the name may have its folder in the prefix.
        int slash = name.length() > LONGEST_NAME ? name.lastIndexOf('/') : -1;
        byte[] prefix = name.substring(0, Math.max(0, slash)).getBytes(StandardCharsets.UTF_8);
        byte[] nameBytes = name.substring(slash + 1).getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > LONGEST_NAME || prefix.length > LONGEST_PREFIX || size > LARGEST) {
            throw new IOException("no archive of this kind holds " + name + " of " + size + " bytes");
        }
        byte[] header = new byte[BLOCK];
        System.arraycopy(prefix, 0, header, 345, prefix.length);
        System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 136, String.format(Locale.ROOT, "%011o", Math.max(0, modified.getEpochSecond())));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = '0';
        put(header, 257, "ustar\u000000");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\u0000 ", sum));
        out.write(header);
        copy(from, size);
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    private void copy(InputStream from, long size) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long left = size;
        while (left > 0) {
            int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        Arrays.fill(buffer, (byte) 0);
        while (left > 0) {
            int zeros = (int) Math.min(buffer.length, left);
            out.write(buffer, 0, zeros);
            left -= zeros;
        }
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(new byte[2 * BLOCK]);
        }
    }
}
