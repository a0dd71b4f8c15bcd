package io.weir.collector.head;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the head's log back. Everything before the first bad record of a segment is kept and the loss is logged; the segments
 * after it are read as well, since each stands for itself.
 */
final class HeadReplay {
    private static final Logger log = LoggerFactory.getLogger(HeadReplay.class);
    private static final int LARGEST_RECORD = 64 << 20;

    /** A page layout of a segment, with the values of its last page. */
    private static final class Layout {
        /** Of all places of the page. */
        final double[] values;

        /** The series that the head takes, and their places. */
        final HeadSeries[] series;

        final int[] places;
        final double[] taken;
        final Feed feed;

        Layout(int count, HeadSeries[] series, int[] places, Feed feed) {
            this.values = new double[count];
            this.series = series;
            this.places = places;
            this.taken = new double[places.length];
            this.feed = feed;
        }

        void append(long timestampMs) {
            for (int i = 0; i < places.length; i++) {
                taken[i] = values[places[i]];
            }
            feed.append(timestampMs, series, taken, taken.length);
        }
    }

    private final Head head;
    private final long beforeMs;
    /** Empty for a series that the head refuses, because it is full. */
    private final Map<Long, Optional<HeadSeries>> seriesOf = new HashMap<>();

    private final List<String> symbols = new ArrayList<>();
    private final Map<Long, Layout> layouts = new HashMap<>();
    private long newestMs;
    private long samples;

    HeadReplay(Head head, long beforeMs) {
        this.head = head;
        this.beforeMs = beforeMs;
    }

    void run(LogSegments segments) {
        for (Path file : segments.files()) {
            seriesOf.clear();
            symbols.clear();
            layouts.clear();
            newestMs = Long.MIN_VALUE;
            replay(file);
            segments.replayed(file, newestMs);
        }
        if (samples > 0) {
            log.info("replayed {} samples from the head's log", samples);
        }
    }

    private void replay(Path file) {
        long position = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readLong() != LogSegments.MAGIC) {
                throw new IOException("it does not begin as a log of the head");
            }
            position = Long.BYTES;
            for (byte[] record = next(in); record != null; record = next(in)) {
                apply(ByteBuffer.wrap(record));
                position += LogBuffer.FRAME_BYTES + record.length;
            }
        } catch (IOException | BufferUnderflowException | IllegalStateException e) {
            log.warn(
                    "{}: damaged at byte {} of {} ({}); what came before is kept, the rest of this file is lost",
                    file,
                    position,
                    file.toFile().length(),
                    e instanceof EOFException ? "it ends within a record" : e.toString());
        }
    }

    private static byte @Nullable [] next(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int expected = in.readInt();
        if (length < 1 || length > LARGEST_RECORD) {
            throw new IOException("a record cannot have " + length + " bytes");
        }
        byte[] record = in.readNBytes(length);
        if (record.length < length) {
            throw new EOFException();
        }
        CRC32C crc = new CRC32C();
        crc.update(record, 0, length);
        if ((int) crc.getValue() != expected) {
            throw new IOException("a record's checksum is wrong");
        }
        return record;
    }

    private void apply(ByteBuffer record) {
        switch (record.get()) {
            case HeadLog.SERIES -> series(record);
            case HeadLog.LAYOUT -> layout(record);
            case HeadLog.PAGE -> page(record);
            case HeadLog.SINGLE -> single(record);
            default -> throw new IllegalStateException("unknown kind of record");
        }
    }

    private void series(ByteBuffer record) {
        long ref = varint(record);
        long count = varint(record);
        Map<String, String> labels = new TreeMap<>();
        for (long i = 0; i < count; i++) {
            String name = symbol(record);
            labels.put(name, symbol(record));
        }
        seriesOf.put(ref, Optional.ofNullable(head.series(Labels.of(labels))));
    }

    private String symbol(ByteBuffer record) {
        long number = varint(record);
        if (number > symbols.size()) {
            throw new IllegalStateException("a label of a series was not spelled out");
        }
        if (number > 0) {
            return symbols.get((int) number - 1);
        }
        byte[] bytes = new byte[(int) varint(record)];
        record.get(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        symbols.add(text);
        return text;
    }

    private void layout(ByteBuffer record) {
        long id = varint(record);
        int count = (int) varint(record);
        HeadSeries[] series = new HeadSeries[count];
        int[] places = new int[count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Optional<HeadSeries> known = described(record);
            if (known.isPresent()) {
                series[kept] = known.get();
                places[kept++] = i;
            }
        }
        layouts.put(id, new Layout(count, Arrays.copyOf(series, kept), Arrays.copyOf(places, kept), head.feed()));
    }

    private Optional<HeadSeries> described(ByteBuffer record) {
        Optional<HeadSeries> known = seriesOf.get(varint(record));
        if (known == null) {
            throw new IllegalStateException("a sample of a series that was not described");
        }
        return known;
    }

    private void page(ByteBuffer record) {
        Layout layout = layouts.get(varint(record));
        if (layout == null) {
            throw new IllegalStateException("a page of an unknown layout");
        }
        long time = record.getLong();
        int at = 0;
        while (record.hasRemaining()) {
            at += (int) varint(record);
            if (at >= layout.values.length) {
                throw new IllegalStateException("a page is longer than its layout");
            }
            long bits = Double.doubleToRawLongBits(layout.values[at]) ^ trimmed(record);
            layout.values[at++] = Double.longBitsToDouble(bits);
        }
        newestMs = Math.max(newestMs, time);
        if (time >= beforeMs) {
            layout.append(time);
            samples += layout.series.length;
        }
    }

    private void single(ByteBuffer record) {
        Optional<HeadSeries> series = described(record);
        long time = record.getLong();
        double value = Double.longBitsToDouble(record.getLong());
        newestMs = Math.max(newestMs, time);
        if (time >= beforeMs) {
            series.ifPresent(one -> head.append(one.labels(), new Sample(time, value)));
            samples++;
        }
    }

    private static long varint(ByteBuffer record) {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = record.get();
            value |= (long) (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0 && shift < 64);
        return value;
    }

    private static long trimmed(ByteBuffer record) {
        int header = record.get();
        int before = header >>> 4;
        int after = header & 15;
        long word = 0;
        for (int i = 7 - before; i >= after; i--) {
            word |= (record.get() & 0xffL) << (i * 8);
        }
        return word;
    }
}
