package io.weir.diagnosis.log;

import java.util.Arrays;

/**
 * Cuts the bytes of a file into lines. Holds at most {@value #LONGEST_LINE} bytes of a line that is not complete yet, and drops what
 * comes after them up to the line's end, so a file without line ends costs no memory.
 */
final class LineSplitter {
    /** The most bytes of a line that are kept. */
    static final int LONGEST_LINE = 256 * 1024;

    /** Takes lines. */
    interface Lines {
        /**
         * Takes a line without its end.
         *
         * @param endOffset the byte of the file after the line's end
         * @param length of the whole line; more than {@code to - from} where it was cut
         */
        void line(byte[] bytes, int from, int to, long endOffset, long length);
    }

    private byte[] carry = new byte[0];
    private int carried;
    private long dropped;

    /** Bytes that stand before the next line end, with those that were dropped. */
    long pending() {
        return carried + dropped;
    }

    /** Takes the next {@code length} bytes, which start at {@code offset} of the file. */
    void feed(byte[] chunk, int length, long offset, Lines lines) {
        int from = 0;
        while (from < length) {
            int newline = newline(chunk, from, length);
            if (newline < 0) {
                carry(chunk, from, length);
                return;
            }
            long end = offset + newline + 1;
            if (pending() == 0) {
                line(chunk, from, newline, end, newline - from, lines);
            } else {
                carry(chunk, from, newline);
                flush(end, lines);
            }
            from = newline + 1;
        }
    }

    /** Hands over what has no line end yet. */
    void flush(long endOffset, Lines lines) {
        if (pending() == 0) {
            return;
        }
        int held = carried;
        long whole = pending();
        byte[] bytes = carry;
        carried = 0;
        dropped = 0;
        if (bytes.length > LONGEST_LINE / 4) {
            carry = new byte[0];
        }
        line(bytes, 0, held, endOffset, whole, lines);
    }

    private static void line(byte[] bytes, int from, int to, long endOffset, long whole, Lines lines) {
        int kept = (int) Math.min(whole, LONGEST_LINE);
        int end = from + Math.min(to - from, kept);
        if (whole > end - from) {
            end = wholeCharacters(bytes, from, end);
            lines.line(bytes, from, end, endOffset, whole);
            return;
        }
        boolean carriageReturn = end > from && bytes[end - 1] == '\r';
        int last = carriageReturn ? end - 1 : end;
        lines.line(bytes, from, last, endOffset, last - from);
    }

    /** The cut must not go through a UTF-8 sequence, or it would spoil a byte-faithful copy of valid text. */
    static int wholeCharacters(byte[] bytes, int from, int end) {
        int start = end;
        for (int i = 0; i < 3 && start > from && (bytes[start - 1] & 0xC0) == 0x80; i++) {
            start--;
        }
        return start > from && (bytes[start - 1] & 0xC0) == 0xC0 ? start - 1 : end;
    }

    private void carry(byte[] chunk, int from, int to) {
        int kept = Math.min(to - from, LONGEST_LINE - carried);
        if (carried + kept > carry.length) {
            carry = Arrays.copyOf(carry, Math.min(LONGEST_LINE, Math.max(carried + kept, 2 * carry.length)));
        }
        System.arraycopy(chunk, from, carry, carried, kept);
        carried += kept;
        dropped += to - from - kept;
    }

    private static int newline(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
