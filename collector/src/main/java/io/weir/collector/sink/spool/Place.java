package io.weir.collector.sink.spool;

/**
 * Where a reader stands: everything before it was delivered.
 *
 * @param segment the number of a segment file
 * @param offset in that file, always at the beginning of a record
 */
public record Place(long segment, long offset) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return segment != other.segment ? Long.compare(segment, other.segment) : Long.compare(offset, other.offset);
    }
}
