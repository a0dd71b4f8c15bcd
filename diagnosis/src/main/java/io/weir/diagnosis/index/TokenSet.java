package io.weir.diagnosis.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.util.UnicodeUtil;

/**
 * The distinct tokens of a block as they are written, in UTF-8. Almost every token of a log has been seen before in the
 * same block, so what counts is how fast a known one is recognised: it is hashed and compared where it stands in the line, eight bytes at a time.
 * Lucene's own hash of byte sequences took half of all the time of indexing. For one thread.
 */
final class TokenSet {
    /** One unit more than is indexed, so that a longer token can be told from one of just this length. */
    private static final int MOST_UNITS = Tokenizer.INDEXED_UNITS + 1;

    private static final int MOST_BYTES = UnicodeUtil.maxUTF8Length(MOST_UNITS);
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private final char[] units = new char[MOST_UNITS];
    private int[] table = new int[8 * 1024];
    private int[] hashes = new int[2 * 1024];
    private int[] starts = new int[2 * 1024 + 1];
    private byte[] pool = new byte[32 * 1024];
    private int size;

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    int size() {
        return size;
    }

    /** Appends a token to {@code target}. */
    void get(int token, StringBuilder target) {
        int from = starts[token];
        int to = starts[token + 1];
        for (int i = from; i < to; i++) {
            if (pool[i] < 0) {
                target.append(new String(pool, i, to - i, StandardCharsets.UTF_8));
                return;
            }
            target.append((char) pool[i]);
        }
    }

    /** Adds the token that stands at [start, end) of a text. */
    void add(String text, int start, int end) {
        int length = Math.min(end - start, MOST_UNITS);
        byte[] encoded = new byte[MOST_BYTES];
        put(encoded, 0, encode(text, start, length, encoded));
    }

    /** Adds the stretch [start, end) of a text, whatever it holds. Returns false when it is too long to be kept. */
    boolean add(byte[] text, int start, int end) {
        if (end - start > MOST_BYTES) {
            return false;
        }
        if (end > start) {
            put(text, start, end);
        }
        return true;
    }

    /**
     * Adds the tokens of a text as the {@link Tokenizer} cuts it, when that is plain ASCII, as nearly all lines are.
     *
     * @return false when it is not; the tokens before that point are in the set then
     */
    boolean addAll(byte[] text) {
        byte[] parts = Tokenizer.PART;
        int length = text.length;
        int i = 0;
        while (i < length) {
            int start = i;
            byte part = 0;
            while (i < length && (part = parts[text[i] & 0xff]) > 0) {
                i++;
            }
            if (part < 0) {
                return false;
            }
            if (i > start) {
                put(text, start, Math.min(i, start + MOST_UNITS));
            }
            i++;
        }
        return true;
    }

    private int encode(String text, int start, int length, byte[] into) {
        for (int i = 0; i < length; i++) {
            units[i] = text.charAt(start + i);
        }
        return UnicodeUtil.UTF16toUTF8(CharBuffer.wrap(units), 0, length, into, 0);
    }

    /** Adds the stretch [start, end) unless it is known; it is compared where it stands, and copied only when it is new. */
    private void put(byte[] text, int start, int end) {
        int hash = hash(text, start, end);
        int slot = slot(hash);
        int length = end - start;
        while (table[slot] != 0) {
            int known = table[slot] - 1;
            int at = starts[known];
            if (hashes[known] == hash && starts[known + 1] - at == length && isSame(at, text, start, end)) {
                return;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int from = starts[size];
        if (from + MOST_BYTES + Long.BYTES > pool.length) {
            pool = Arrays.copyOf(pool, 2 * pool.length);
        }
        System.arraycopy(text, start, pool, from, length);
        table[slot] = size + 1;
        hashes[size] = hash;
        size++;
        starts[size] = from + length;
        if (size == hashes.length) {
            grow();
        }
    }

    /** Eight bytes at a time. */
    private static int hash(byte[] text, int start, int end) {
        long hash = end - start;
        int i = start;
        for (; end - i >= Long.BYTES; i += Long.BYTES) {
            hash = (hash ^ (long) WORDS.get(text, i)) * MIX;
            hash ^= hash >>> 32;
        }
        if (i < end) {
            hash = (hash ^ rest(text, i, end)) * MIX;
        }
        return (int) (hash >>> 32);
    }

    /** The last bytes of a stretch, fewer than eight, as a number. */
    private static long rest(byte[] text, int from, int end) {
        if (from + Long.BYTES <= text.length) {
            return (long) WORDS.get(text, from) & ((1L << (8 * (end - from))) - 1);
        }
        long rest = 0;
        for (int i = end - 1; i >= from; i--) {
            rest = rest << 8 | (text[i] & 0xff);
        }
        return rest;
    }

    private boolean isSame(int known, byte[] text, int start, int end) {
        int i = start;
        int k = known;
        for (; end - i >= Long.BYTES; i += Long.BYTES, k += Long.BYTES) {
            if ((long) WORDS.get(text, i) != (long) WORDS.get(pool, k)) {
                return false;
            }
        }
        return i == end || rest(text, i, end) == rest(pool, k, k + end - i);
    }

    /** Of the high bits, which the multiplication has spread best. */
    private int slot(int hash) {
        return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, 2 * size);
        starts = Arrays.copyOf(starts, 2 * size + 1);
        table = new int[2 * table.length];
        for (int token = 0; token < size; token++) {
            int slot = slot(hashes[token]);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = token + 1;
        }
    }
}
