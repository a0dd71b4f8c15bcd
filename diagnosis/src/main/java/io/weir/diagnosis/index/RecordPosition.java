package io.weir.diagnosis.index;

import java.util.Comparator;

/**
 * Where a record stands in the one order of all records: by time, then stream, then number in the stream. It is made of values that
 * never change, so a cursor holds while new records arrive and blocks are sealed.
 */
record RecordPosition(long atMillis, long stream, long ordinal) implements Comparable<RecordPosition> {
    private static final Comparator<RecordPosition> ORDER = Comparator.comparingLong(RecordPosition::atMillis)
            .thenComparingLong(RecordPosition::stream)
            .thenComparingLong(RecordPosition::ordinal);

    /** Before all records of a time. */
    static RecordPosition before(long atMillis) {
        return new RecordPosition(atMillis, -1, -1);
    }

    /** The position next to this one, from which a search in the opposite of an order finds this one too. */
    RecordPosition reaching(boolean newestFirst) {
        return new RecordPosition(atMillis, stream, newestFirst ? ordinal - 1 : ordinal + 1);
    }

    @Override
    public int compareTo(RecordPosition other) {
        return ORDER.compare(this, other);
    }

    String toCursor() {
        return atMillis + "." + stream + "." + ordinal;
    }

    static RecordPosition ofCursor(String cursor) {
        String[] parts = cursor.split("\\.", -1);
        try {
            if (parts.length == 3) {
                return new RecordPosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(badCursor(cursor), e);
        }
        throw new IllegalArgumentException(badCursor(cursor));
    }

    private static String badCursor(String cursor) {
        return "cursor \"" + cursor + "\" is none of ours; pass the nextCursor of the page before, or none";
    }
}
