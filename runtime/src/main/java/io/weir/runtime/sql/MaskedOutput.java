package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.HiddenValues;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Lets a stream of text through without the values that nobody is to read, also where a value comes in two pieces: what may be the
 * beginning of one is held back until more comes or the stream is closed. Not thread-safe.
 */
public final class MaskedOutput extends FilterOutputStream {
    private static final byte[] MASK = HiddenValues.MASK.getBytes(StandardCharsets.UTF_8);

    private final Supplier<HiddenValues> hidden;
    private byte[] held = {};

    /** @param hidden asked for each piece: values may be added while a stream goes on */
    public MaskedOutput(OutputStream out, Supplier<HiddenValues> hidden) {
        super(out);
        this.hidden = hidden;
    }

    /** A whole text without the values; itself when none is in it. */
    public static byte[] masked(byte[] text, HiddenValues hidden) {
        if (!holds(text, hidden)) {
            return text;
        }
        ByteArrayOutputStream clean = new ByteArrayOutputStream(text.length);
        try (MaskedOutput out = new MaskedOutput(clean, () -> hidden)) {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
        return clean.toByteArray();
    }

    /** Most texts hold none, and then nothing needs to be copied. */
    private static boolean holds(byte[] text, HiddenValues hidden) {
        if (hidden.isEmpty()) {
            return false;
        }
        for (int at = 0; at < text.length; at++) {
            if (hidden.mayBeginWith(text[at]) && value(text, at, hidden, true) > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        HiddenValues now = hidden.get();
        if (held.length == 0 && now.isEmpty()) {
            out.write(bytes, from, length);
            return;
        }
        byte[] text = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, from, text, held.length, length);
        held = let(text, now, false);
    }

    /** Lets text through and returns what has to wait. */
    private byte[] let(byte[] text, HiddenValues now, boolean last) throws IOException {
        int written = 0;
        int at = 0;
        while (at < text.length) {
            int value = now.mayBeginWith(text[at]) ? value(text, at, now, last) : 0;
            if (value < 0) {
                break;
            }
            if (value > 0) {
                out.write(text, written, at - written);
                out.write(MASK);
                written = at + value;
            }
            at += Math.max(1, value);
        }
        out.write(text, written, at - written);
        return Arrays.copyOfRange(text, at, text.length);
    }

    /** The length of the longest value that stands here; 0 when none does, -1 when it may turn out to be a longer one. */
    private static int value(byte[] text, int at, HiddenValues now, boolean last) {
        int found = 0;
        boolean cut = false;
        for (byte[] form : now.bytes()) {
            int there = Math.min(form.length, text.length - at);
            if (Arrays.equals(text, at, at + there, form, 0, there)) {
                if (there == form.length) {
                    found = Math.max(found, there);
                } else {
                    cut = true;
                }
            }
        }
        return cut && !last ? -1 : found;
    }

    /** What is held back stays so: it may be half a value. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        byte[] rest = held;
        held = new byte[] {};
        let(rest, hidden.get(), true);
        super.close();
    }
}
