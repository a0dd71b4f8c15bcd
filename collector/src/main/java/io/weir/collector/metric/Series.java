package io.weir.collector.metric;

/**
 * A stretch of one series. The arrays belong to the reader and have equal lengths; timestamps rise strictly and values may
 * hold stale markers.
 *
 * @param labels the series' identity, its name included
 * @param timestampsMs milliseconds since the epoch
 * @param values the values at these times
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Column data read in hot loops; copying would double the cost of every query.
public record Series(Labels labels, long[] timestampsMs, double[] values) {
    public Series {
        if (timestampsMs.length != values.length) {
            throw new IllegalArgumentException(
                    "timestamps and values differ in length: " + timestampsMs.length + ", " + values.length);
        }
    }

    /** How many samples there are. */
    public int size() {
        return values.length;
    }
}
