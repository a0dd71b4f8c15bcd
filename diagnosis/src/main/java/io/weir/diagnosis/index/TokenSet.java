package io.weir.diagnosis.index;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.util.UnicodeUtil;

/**
 * The distinct tokens of a block as they are written, in UTF-8. Almost every token of a log has been seen before in the
 * same block, so what counts is how fast a known one is recognised: one pass encodes and hashes it, in place at the end of the
 * pool. Lucene's own hash of byte sequences took half of all the time of indexing. For one thread.
 */
final class TokenSet {
    /** One unit more than is indexed, so that a longer token can be told from one of just this length. */
    private static final int MOST_UNITS = Tokenizer.INDEXED_UNITS + 1;

    private static final int MOST_BYTES = UnicodeUtil.maxUTF8Length(MOST_UNITS);
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
        int from = starts[size];
        if (from + MOST_BYTES > pool.length) {
            pool = Arrays.copyOf(pool, 2 * pool.length);
        }
        int hash = 0;
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(start + i);
            pool[from + i] = (byte) c;
            hash = 31 * hash + c;
            seen |= c;
        }
        put(hash, from, seen < 128 ? from + length : encode(text, start, length, from));
    }

    /** Adds the stretch [start, end) of a text, whatever it holds. Returns false when it is too long to be kept. */
    boolean add(byte[] text, int start, int end) {
        int from = starts[size];
        if (end - start > MOST_BYTES) {
            return false;
        }
        if (from + MOST_BYTES > pool.length) {
            pool = Arrays.copyOf(pool, 2 * pool.length);
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            pool[from + i - start] = text[i];
            hash = 31 * hash + text[i];
        }
        if (end > start) {
            put(hash, from, from + end - start);
        }
        return true;
    }

    /**
     * Adds the tokens of a text as the {@link Tokenizer} cuts it, when that is plain ASCII, as nearly all lines are.
     *
     * @return false when it is not; the tokens before that point are in the set then
     */
    boolean addAll(byte[] text) {
        int i = 0;
        while (i < text.length) {
            int from = starts[size];
            if (from + MOST_BYTES > pool.length) {
                pool = Arrays.copyOf(pool, 2 * pool.length);
            }
            byte[] into = pool;
            int room = from + MOST_UNITS;
            int to = from;
            int hash = 0;
            byte part = 0;
            while (i < text.length && (part = Tokenizer.PART[text[i] & 0xff]) > 0) {
                if (to < room) {
                    byte unit = text[i];
                    into[to++] = unit;
                    hash = 31 * hash + unit;
                }
                i++;
            }
            i++;
            if (part < 0) {
                return false;
            }
            if (to > from) {
                put(hash, from, to);
            }
        }
        return true;
    }

    private int encode(String text, int start, int length, int from) {
        for (int i = 0; i < length; i++) {
            units[i] = text.charAt(start + i);
        }
        return UnicodeUtil.UTF16toUTF8(CharBuffer.wrap(units), 0, length, pool, from);
    }

    private void put(int hash, int from, int to) {
        int slot = slot(hash);
        while (table[slot] != 0) {
            int known = table[slot] - 1;
            if (hashes[known] == hash
                    && starts[known + 1] - starts[known] == to - from
                    && isSame(starts[known], from, to)) {
                return;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = size + 1;
        hashes[size] = hash;
        size++;
        starts[size] = to;
        if (size == hashes.length) {
            grow();
        }
    }

    /** Byte by byte: the new token was written a moment ago in bytes, and reading wider words of it stalls the processor. */
    private boolean isSame(int known, int from, int to) {
        for (int i = from, k = known; i < to; i++, k++) {
            if (pool[i] != pool[k]) {
                return false;
            }
        }
        return true;
    }

    /** The low bits of a polynomial hash are poor; a multiplication spreads them into the high ones. */
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
