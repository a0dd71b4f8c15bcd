package io.weir.collector.sink.remote;

import io.weir.collector.metric.Labels;
import io.weir.collector.sink.spool.Spooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes the message {@code prometheus.WriteRequest}: {@code timeseries = 1 {labels = 1 {name = 1, value = 2}, samples = 2 {value =
 * 1, timestamp = 2}}}. See <a href="https://protobuf.dev/programming-guides/encoding/">the wire format</a>.
 */
final class WriteRequest {
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED64 = 1;
    private static final int VARINT = 0;

    private WriteRequest() {}

    /** Samples of a series stay together and in order, as receivers want them. */
    static byte[] encode(List<Spooled> samples) {
        Map<Labels, ByteArrayOutputStream> series = new LinkedHashMap<>();
        for (Spooled sample : samples) {
            ByteArrayOutputStream one = series.computeIfAbsent(sample.series(), WriteRequest::labels);
            message(one, 2, sample(sample));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream(samples.size() * 64);
        series.values().forEach(one -> message(request, 1, one.toByteArray()));
        return request.toByteArray();
    }

    private static ByteArrayOutputStream labels(Labels labels) {
        ByteArrayOutputStream series = new ByteArrayOutputStream(512);
        labels.asMap().forEach((name, value) -> {
            ByteArrayOutputStream label = new ByteArrayOutputStream(64);
            message(label, 1, name.getBytes(StandardCharsets.UTF_8));
            message(label, 2, value.getBytes(StandardCharsets.UTF_8));
            message(series, 1, label.toByteArray());
        });
        return series;
    }

    private static byte[] sample(Spooled sample) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(20);
        tag(out, 1, FIXED64);
        // The raw bits: the stale marker is a NaN of its own.
        long bits = Double.doubleToRawLongBits(sample.value());
        for (int i = 0; i < Long.BYTES; i++) {
            out.write((int) (bits >>> (8 * i)));
        }
        tag(out, 2, VARINT);
        varint(out, sample.timestampMs());
        return out.toByteArray();
    }

    private static void message(ByteArrayOutputStream out, int field, byte[] contents) {
        tag(out, field, LENGTH_DELIMITED);
        varint(out, contents.length);
        out.writeBytes(contents);
    }

    private static void tag(ByteArrayOutputStream out, int field, int type) {
        out.write(field << 3 | type);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
