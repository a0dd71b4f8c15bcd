package io.weir.collector.sink.spool;

import io.weir.collector.metric.Labels;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a record holds: names of series for the dictionary of its segment, or samples of them. */
final class RecordPayload {
    static final int SERIES = 1;
    static final int SAMPLES = 2;

    private RecordPayload() {}

    /** Reads a record into a segment's dictionary or into {@code samples}. */
    static void read(byte[] payload, List<Labels> dictionary, List<Spooled> samples) throws DamagedRecordException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        try {
            int kind = in.get();
            if (kind == SERIES) {
                series(in, dictionary);
            } else if (kind == SAMPLES) {
                samples(in, dictionary, samples);
            } else {
                throw new DamagedRecordException("no record is of kind " + kind);
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedRecordException("a record ends too early: " + e);
        }
    }

    private static void series(ByteBuffer in, List<Labels> dictionary) throws DamagedRecordException {
        while (in.hasRemaining()) {
            String[] words = new String[Math.toIntExact(varint(in))];
            for (int i = 0; i < words.length; i++) {
                byte[] utf8 = new byte[Math.toIntExact(varint(in))];
                in.get(utf8);
                words[i] = new String(utf8, StandardCharsets.UTF_8);
            }
            dictionary.add(Labels.of(words));
        }
    }

    private static void samples(ByteBuffer in, List<Labels> dictionary, List<Spooled> samples)
            throws DamagedRecordException {
        long timestampMs = varint(in);
        while (in.hasRemaining()) {
            Labels series = dictionary.get(Math.toIntExact(varint(in)));
            samples.add(new Spooled(series, timestampMs, Double.longBitsToDouble(in.getLong())));
        }
    }

    private static long varint(ByteBuffer in) throws DamagedRecordException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedRecordException("a number is longer than 64 bits");
    }
}
