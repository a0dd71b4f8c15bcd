package io.weir.diagnosis.index;

/** A query text that cannot be understood; the message says where and what to write instead. */
public final class LogQueryException extends RuntimeException {
    private final int position;

    /** {@code position} is a zero-based UTF-16 offset into the query text. */
    public LogQueryException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** Where in the query text. */
    public int position() {
        return position;
    }
}
