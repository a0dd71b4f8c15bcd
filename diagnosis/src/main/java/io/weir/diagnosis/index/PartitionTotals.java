package io.weir.diagnosis.index;

/** Sums over the blocks of a partition. Thread-safe. */
final class PartitionTotals {
    private Sums sums = Sums.NONE;

    synchronized void add(BlockHeader header) {
        sums = sums.plus(header);
    }

    synchronized void set(Sums value) {
        sums = value;
    }

    synchronized Sums sums() {
        return sums;
    }

    /**
     * The sums at one moment.
     *
     * @param minMillis time of the earliest record; {@link Long#MAX_VALUE} when there is none
     * @param maxMillis time of the latest record; {@link Long#MIN_VALUE} when there is none
     */
    record Sums(long records, long blocks, long rawBytes, long minMillis, long maxMillis) {
        static final Sums NONE = new Sums(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

        Sums plus(BlockHeader header) {
            return new Sums(
                    records + header.records(),
                    blocks + 1,
                    rawBytes + header.rawBytes(),
                    Math.min(minMillis, header.minMillis()),
                    Math.max(maxMillis, header.maxMillis()));
        }

        Sums plus(Sums other) {
            return new Sums(
                    records + other.records,
                    blocks + other.blocks,
                    rawBytes + other.rawBytes,
                    Math.min(minMillis, other.minMillis),
                    Math.max(maxMillis, other.maxMillis));
        }

        void write(ByteWriter out) {
            out.number(records)
                    .number(blocks)
                    .number(rawBytes)
                    .signed(minMillis)
                    .signed(maxMillis);
        }

        static Sums read(ByteReader in) {
            return new Sums(in.number(), in.number(), in.number(), in.signed(), in.signed());
        }
    }
}
