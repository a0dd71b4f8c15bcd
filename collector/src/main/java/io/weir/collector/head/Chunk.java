package io.weir.collector.head;

/**
 * Consecutive values of one series, compressed; their times are the slots of a shared segment from {@code firstSlot} on. One
 * writer appends under the head's lock while any number of readers decode what is published.
 */
final class Chunk {
    final TimeSegment segment;
    final int firstSlot;

    /** Volatile because it is replaced when it grows, and a reader must find the old bits in the new array. */
    private volatile byte[] bits = new byte[24];

    /** Written before the segment publishes the slot, read after its size was read: the segment orders the two. */
    private int count;

    Chunk(TimeSegment segment, int firstSlot) {
        this.segment = segment;
        this.firstSlot = firstSlot;
    }

    /** The slot that the next value would have. */
    int nextSlot() {
        return firstSlot + count;
    }

    void append(XorEncoder encoder, double value) {
        byte[] current = bits;
        byte[] written = encoder.append(current, count == 0, value);
        if (written != current) {
            bits = written;
        }
        count++;
    }

    /** Gives back what the array has too much. */
    void close(XorEncoder encoder) {
        bits = encoder.trimmed(bits);
    }

    /** How many values readers may look at. */
    int visible() {
        int published = segment.size();
        return Math.max(0, Math.min(count, published - firstSlot));
    }

    /** Decodes the first {@code visible} values. */
    void decode(int visible, double[] into) {
        XorEncoder.decode(bits, visible, into);
    }

    long firstTime() {
        return segment.time(firstSlot);
    }

    long time(int index) {
        return segment.time(firstSlot + index);
    }

    int bytes() {
        return bits.length;
    }
}
