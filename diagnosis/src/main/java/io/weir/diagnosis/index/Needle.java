package io.weir.diagnosis.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A text in lower case that bytes are searched for, whatever their case. Most records that a search looks at hold none of its words, and their
 * bytes tell that many times faster than their tokens would: they are compared eight at a time with the one byte of the text that logs have
 * least of (<a href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">a zero within a word</a>). Immutable.
 */
final class Needle {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;

    /** Sets the bit that tells small letters from capitals; what it makes alike besides is told apart later. */
    private static final int FOLD = 0x20;

    /** What Flink's logs have most of first; anything else is rarer. */
    private static final String FREQUENT = "etainor0s21lcpmd3k54hf.u6g789b-ywvx_jzq";

    private final String text;
    private final byte[] bytes;
    private final int rarest;
    private final long spread;
    private final boolean plain;

    /** @param text in lower case; an empty one is everywhere */
    Needle(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.plain = bytes.length == text.length();
        this.rarest = rarest(text);
        this.spread = text.isEmpty() ? 0 : ONES * ((bytes[rarest] & 0xFF) | FOLD);
    }

    private static int rarest(String text) {
        int rarest = 0;
        int least = -1;
        for (int i = 0; i < text.length(); i++) {
            int frequency = FREQUENT.indexOf(text.charAt(i));
            int rarity = frequency < 0 ? FREQUENT.length() : frequency;
            if (rarity > least) {
                least = rarity;
                rarest = i;
            }
        }
        return rarest;
    }

    String text() {
        return text;
    }

    /** False only when a text of these bytes, in UTF-8, cannot hold it: what is beyond ASCII is left to the tokens. */
    boolean mayStandIn(byte[] in) {
        if (bytes.length == 0) {
            return true;
        }
        return plain && isFound(in) || hasMoreThanAscii(in);
    }

    private boolean isFound(byte[] in) {
        int last = in.length - bytes.length;
        int end = last + rarest + 1;
        int i = rarest;
        for (; i < end && i + Long.BYTES <= in.length; i += Long.BYTES) {
            long unlike = ((long) EIGHT.get(in, i) | ONES * FOLD) ^ spread;
            // Above a zero there may be one that is none; it is compared as well.
            long zeros = (unlike - ONES) & ~unlike & HIGHS;
            while (zeros != 0) {
                int at = i + (Long.numberOfTrailingZeros(zeros) >>> 3) - rarest;
                if (at <= last && standsAt(in, at)) {
                    return true;
                }
                zeros &= zeros - 1;
            }
        }
        for (; i < end; i++) {
            if (standsAt(in, i - rarest)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(byte[] in, int from) {
        for (int i = 0; i < bytes.length; i++) {
            byte one = in[from + i];
            if ((one >= 'A' && one <= 'Z' ? one + FOLD : one) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Such text is left to the tokens: some letters beyond ASCII have a lower case within it, such as the Kelvin sign. */
    private static boolean hasMoreThanAscii(byte[] in) {
        long seen = 0;
        int i = 0;
        for (; i + Long.BYTES <= in.length; i += Long.BYTES) {
            seen |= (long) EIGHT.get(in, i);
        }
        for (; i < in.length; i++) {
            seen |= in[i];
        }
        return (seen & HIGHS) != 0;
    }
}
