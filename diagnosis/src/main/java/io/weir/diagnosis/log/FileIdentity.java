package io.weir.diagnosis.log;

import java.util.zip.CRC32C;

/**
 * What tells a file from another that has its name or its inode later.
 *
 * @param device of the file system
 * @param inode within the file system; reused after a deletion, so it is never trusted alone
 * @param headLength how many first bytes the fingerprint covers, 0 to {@value #HEAD_BYTES}
 * @param head CRC-32C of those bytes in the low half, their length-salted second CRC in the high half
 */
public record FileIdentity(long device, long inode, int headLength, long head) {
    /** The most first bytes that are looked at. */
    public static final int HEAD_BYTES = 1024;

    /** The fingerprint of the first {@code length} of {@code bytes}. */
    static long fingerprint(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        long low = crc.getValue();
        crc.update(length);
        // A second pass over the same bytes with another start state makes 64 bits of two 32-bit sums.
        crc.update(bytes, 0, length);
        return low | crc.getValue() << 32;
    }

    /** Whether a file with these first bytes can be the one this identity was taken from. */
    boolean hasHead(byte[] bytes, int length) {
        return length >= headLength && fingerprint(bytes, headLength) == head;
    }
}
