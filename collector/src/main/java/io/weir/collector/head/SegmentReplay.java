package io.weir.collector.head;

import io.weir.collector.metric.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes blocks again of the records of one log file. They are handed to the head together, in {@link #finish}. */
final class SegmentReplay {
    private final Head head;
    private final long beforeMs;

    /** By the series' number in this file; null for a series that the head refuses, because it is full. */
    private final Map<Integer, @Nullable HeadSeries> seriesOf = new HashMap<>();

    private final List<String> symbols = new ArrayList<>();
    private final Map<Integer, Pages> pagesOf = new HashMap<>();
    private final Map<HeadSeries, Pages> singles = new HashMap<>();
    private final double[] single = new double[1];
    private long newestMs = Long.MIN_VALUE;
    private long samples;

    SegmentReplay(Head head, long beforeMs) {
        this.head = head;
        this.beforeMs = beforeMs;
    }

    /** The pages of one layout. */
    private static final class Pages {
        /** The series that the head takes, and their places on the page. */
        final HeadSeries[] series;

        final int[] places;
        final double[] values;
        private final double[] taken;
        private final List<Block> blocks = new ArrayList<>();
        private double @Nullable [] spare;

        Pages(int width, HeadSeries[] series, int[] places) {
            this.series = series;
            this.places = places;
            this.values = new double[width];
            this.taken = width == series.length ? values : new double[series.length];
        }

        void append(long timestampMs) {
            if (taken != values) {
                for (int i = 0; i < places.length; i++) {
                    taken[i] = values[places[i]];
                }
            }
            add(timestampMs, taken);
        }

        void add(long timestampMs, double[] row) {
            Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (last == null || !last.takesMore()) {
                last = new Block(series.length, last == null ? null : spare);
                blocks.add(last);
            }
            last.append(timestampMs, row);
            if (!last.takesMore()) {
                spare = last.pack();
            }
        }

        void handTo(Head head) {
            if (!blocks.isEmpty() && series.length > 0) {
                blocks.get(blocks.size() - 1).pack();
                head.adopt(series, blocks.toArray(Block[]::new));
            }
        }
    }

    /** The newest time of all records, kept or not. */
    long newestMs() {
        return newestMs;
    }

    long samples() {
        return samples;
    }

    void apply(ByteBuffer record) {
        switch (record.get()) {
            case HeadLog.SERIES -> series(record);
            case HeadLog.LAYOUT -> layout(record);
            case HeadLog.PAGE -> page(record);
            case HeadLog.SINGLE -> single(record);
            default -> throw new IllegalStateException("unknown kind of record");
        }
    }

    void finish() {
        pagesOf.values().forEach(pages -> pages.handTo(head));
        singles.values().forEach(pages -> pages.handTo(head));
    }

    private void series(ByteBuffer record) {
        int ref = (int) varint(record);
        int count = (int) varint(record);
        if (count < 0 || count > record.remaining()) {
            throw new IllegalStateException("a series cannot have " + count + " labels");
        }
        String[] names = new String[count];
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = symbol(record);
            values[i] = symbol(record);
        }
        seriesOf.put(ref, head.replayedSeries(Labels.ofSorted(names, values)));
    }

    private String symbol(ByteBuffer record) {
        long number = varint(record);
        if (number > symbols.size()) {
            throw new IllegalStateException("a label of a series was not spelled out");
        }
        if (number > 0) {
            return symbols.get((int) number - 1);
        }
        int length = (int) varint(record);
        if (length < 0 || length > record.remaining()) {
            throw new IllegalStateException("a label cannot have " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        record.get(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        symbols.add(text);
        return text;
    }

    private void layout(ByteBuffer record) {
        int id = (int) varint(record);
        int count = (int) varint(record);
        if (count < 0 || count > record.remaining()) {
            throw new IllegalStateException("a page cannot have " + count + " series");
        }
        HeadSeries[] series = new HeadSeries[count];
        int[] places = new int[count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            HeadSeries one = described(record);
            if (one != null) {
                series[kept] = one;
                places[kept++] = i;
            }
        }
        pagesOf.put(id, new Pages(count, Arrays.copyOf(series, kept), Arrays.copyOf(places, kept)));
    }

    private @Nullable HeadSeries described(ByteBuffer record) {
        int ref = (int) varint(record);
        HeadSeries known = seriesOf.get(ref);
        if (known == null && !seriesOf.containsKey(ref)) {
            throw new IllegalStateException("a sample of a series that was not described");
        }
        return known;
    }

    private void page(ByteBuffer record) {
        Pages pages = pagesOf.get((int) varint(record));
        if (pages == null) {
            throw new IllegalStateException("a page of an unknown layout");
        }
        long time = record.getLong();
        double[] values = pages.values;
        int at = 0;
        while (record.hasRemaining()) {
            at += (int) varint(record);
            if (at < 0 || at >= values.length) {
                throw new IllegalStateException("a page is longer than its layout");
            }
            long bits = Double.doubleToRawLongBits(values[at]) ^ trimmed(record);
            values[at++] = Double.longBitsToDouble(bits);
        }
        newestMs = Math.max(newestMs, time);
        if (time >= beforeMs) {
            pages.append(time);
            samples += pages.series.length;
        }
    }

    private void single(ByteBuffer record) {
        HeadSeries series = described(record);
        long time = record.getLong();
        single[0] = Double.longBitsToDouble(record.getLong());
        newestMs = Math.max(newestMs, time);
        if (time >= beforeMs && series != null) {
            singles.computeIfAbsent(series, one -> new Pages(1, new HeadSeries[] {one}, new int[] {0}))
                    .add(time, single);
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
        int before = header >>> 4 & 15;
        int after = header & 15;
        long word = 0;
        for (int i = 7 - before; i >= after; i--) {
            word |= (record.get() & 0xffL) << (i * 8);
        }
        return word;
    }
}
