package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.push.PushRefusedException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes {@code prometheus.WriteRequest} from <a href="https://protobuf.dev/programming-guides/encoding/">protobuf's wire format</a>.
 * Fields that are not known here (metadata, exemplars, histograms) are skipped, as the format wants it.
 */
final class WriteRequestReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final int sampleLimit;
    private int samples;

    private WriteRequestReader(int sampleLimit) {
        this.sampleLimit = sampleLimit;
    }

    static List<WrittenSeries> read(byte[] message, int sampleLimit) throws PushRefusedException {
        try {
            return new WriteRequestReader(sampleLimit).request(ByteBuffer.wrap(message));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new PushRefusedException(Reason.MALFORMED, "the body is no WriteRequest: it is cut or damaged");
        }
    }

    private List<WrittenSeries> request(ByteBuffer in) throws PushRefusedException {
        List<WrittenSeries> series = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = tag(in);
            if (tag == (1 << 3 | LENGTH_DELIMITED)) {
                series.add(series(part(in)));
            } else {
                skip(in, tag);
            }
        }
        return series;
    }

    private WrittenSeries series(ByteBuffer in) throws PushRefusedException {
        Map<String, String> labels = new HashMap<>();
        List<Sample> values = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = tag(in);
            if (tag == (1 << 3 | LENGTH_DELIMITED)) {
                label(part(in), labels);
            } else if (tag == (2 << 3 | LENGTH_DELIMITED)) {
                values.add(sample(part(in)));
                samples++;
                if (samples > sampleLimit) {
                    throw new PushRefusedException(
                            Reason.TOO_LARGE, "more than " + sampleLimit + " samples in one request");
                }
            } else {
                skip(in, tag);
            }
        }
        if (!labels.containsKey(Labels.NAME)) {
            throw new PushRefusedException(Reason.MALFORMED, "a series has no " + Labels.NAME);
        }
        return new WrittenSeries(Labels.of(labels), values);
    }

    private static void label(ByteBuffer in, Map<String, String> labels) throws PushRefusedException {
        String name = "";
        String value = "";
        while (in.hasRemaining()) {
            int tag = tag(in);
            if (tag == (1 << 3 | LENGTH_DELIMITED)) {
                name = text(part(in));
            } else if (tag == (2 << 3 | LENGTH_DELIMITED)) {
                value = text(part(in));
            } else {
                skip(in, tag);
            }
        }
        if (labels.put(name, value) != null) {
            throw new PushRefusedException(Reason.MALFORMED, "label " + Admission.excerpt(name) + " occurs twice");
        }
    }

    private static Sample sample(ByteBuffer in) {
        double value = 0;
        long timestampMs = 0;
        while (in.hasRemaining()) {
            int tag = tag(in);
            if (tag == (1 << 3 | FIXED64)) {
                value = Double.longBitsToDouble(
                        in.order(ByteOrder.LITTLE_ENDIAN).getLong());
            } else if (tag == 2 << 3) {
                timestampMs = varint(in);
            } else {
                skip(in, tag);
            }
        }
        return new Sample(timestampMs, value);
    }

    private static void skip(ByteBuffer in, int tag) {
        switch (tag & 7) {
            case VARINT -> varint(in);
            case FIXED64 -> in.position(in.position() + Long.BYTES);
            case LENGTH_DELIMITED -> part(in);
            case FIXED32 -> in.position(in.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("no wire type is " + (tag & 7));
        }
    }

    private static ByteBuffer part(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    private static String text(ByteBuffer part) {
        return StandardCharsets.UTF_8.decode(part).toString();
    }

    private static int tag(ByteBuffer in) {
        return (int) varint(in);
    }

    private static long varint(ByteBuffer in) {
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
