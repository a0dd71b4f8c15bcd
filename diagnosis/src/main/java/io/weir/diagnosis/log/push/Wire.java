package io.weir.diagnosis.log.push;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a message in <a href="https://protobuf.dev/programming-guides/encoding/">protobuf's wire format</a>. Damage
 * shows as a {@link BufferUnderflowException} or an {@link IllegalArgumentException}.
 */
final class Wire {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int PART = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int tag;

    Wire(byte[] message) {
        this(ByteBuffer.wrap(message));
    }

    private Wire(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the end. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        tag = (int) varintValue();
        return true;
    }

    /** The field's number, if it holds a message, text or bytes; else 0. */
    int part() {
        return (tag & 7) == PART ? tag >>> 3 : 0;
    }

    /** The field's number, if it holds a number; else 0. */
    int number() {
        return (tag & 7) == PART ? 0 : tag >>> 3;
    }

    Wire message() {
        return new Wire(slice());
    }

    String text() {
        return StandardCharsets.UTF_8.decode(slice()).toString();
    }

    byte[] bytes() {
        ByteBuffer slice = slice();
        byte[] bytes = new byte[slice.remaining()];
        slice.get(bytes);
        return bytes;
    }

    /** A number as its bits; a double's are those of {@link Double#longBitsToDouble}. */
    long value() {
        return switch (tag & 7) {
            case VARINT -> varintValue();
            case FIXED64 -> in.getLong();
            case FIXED32 -> in.getInt();
            default -> throw new IllegalArgumentException("no number has wire type " + (tag & 7));
        };
    }

    /** Leaves the field out. */
    void skip() {
        if ((tag & 7) == PART) {
            slice();
        } else {
            value();
        }
    }

    private ByteBuffer slice() {
        long length = varintValue();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    private long varintValue() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is longer than 64 bits");
    }
}
