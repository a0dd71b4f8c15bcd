package io.weir.collector.sink.spool;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleTap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Writes one segment. A record is in the file as a whole or not at all. Not thread-safe. */
final class SegmentWriter implements AutoCloseable {
    private final FileChannel channel;
    private final Map<Labels, Integer> numbers = new HashMap<>();
    private final Map<Labels, Labels> canonical = new HashMap<>();
    private final RecordBuffer buffer = new RecordBuffer();
    private long size;
    private long sampleBytes;
    private boolean dirty = true;

    SegmentWriter(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(ByteBuffer.wrap(SegmentScan.MAGIC));
    }

    /** Bytes of the file. */
    long size() {
        return size;
    }

    /** Bytes of the file that hold samples; names of series are not counted. */
    long sampleBytes() {
        return sampleBytes;
    }

    /** The instance of these labels that is kept anyway, or the labels themselves. */
    Labels canonical(Labels labels) {
        return canonical.getOrDefault(labels, labels);
    }

    void append(long timestampMs, SampleTap.Identified[] series, double[] values, int count) throws IOException {
        buffer.clear();
        int[] refs = new int[count];
        int known = numbers.size();
        for (int i = 0; i < count; i++) {
            Labels labels = series[i].labels();
            Integer number = numbers.get(labels);
            if (number == null) {
                if (numbers.size() == known) {
                    buffer.begin();
                    buffer.writeByte(RecordPayload.SERIES);
                }
                number = numbers.size();
                numbers.put(labels, number);
                canonical.put(labels, labels);
                name(labels);
            }
            refs[i] = number;
        }
        if (numbers.size() > known) {
            buffer.end();
        }
        int names = buffer.size();
        buffer.begin();
        buffer.writeByte(RecordPayload.SAMPLES);
        buffer.writeVarint(timestampMs);
        for (int i = 0; i < count; i++) {
            buffer.writeVarint(refs[i]);
            buffer.writeValue(values[i]);
        }
        buffer.end();
        try {
            write(buffer.contents());
        } catch (IOException e) {
            numbers.values().removeIf(number -> number >= known);
            throw e;
        }
        sampleBytes += buffer.size() - names;
    }

    private void name(Labels labels) {
        Map<String, String> pairs = labels.asMap();
        buffer.writeVarint(2L * pairs.size());
        pairs.forEach((name, value) -> {
            buffer.writeText(name);
            buffer.writeText(value);
        });
    }

    private void write(ByteBuffer bytes) throws IOException {
        long before = size;
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
            dirty = true;
        } catch (IOException e) {
            size = before;
            channel.truncate(before);
            throw e;
        }
    }

    /** Makes what was written survive a loss of power. */
    void sync() throws IOException {
        if (dirty) {
            channel.force(false);
            dirty = false;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            sync();
        }
    }
}
