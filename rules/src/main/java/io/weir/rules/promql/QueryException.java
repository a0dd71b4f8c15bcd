package io.weir.rules.promql;

/** A query that cannot be answered. */
public final class QueryException extends RuntimeException {
    /** Prometheus' error types, as its HTTP API spells them. */
    public enum Type {
        /** The query is wrong, or uses what is not supported: HTTP 400. */
        BAD_DATA("bad_data"),
        /** The query is right but its evaluation failed: HTTP 422. */
        EXECUTION("execution"),
        /** It took too long: HTTP 503. */
        TIMEOUT("timeout"),
        /** Nobody waits for it any more: HTTP 503. */
        CANCELED("canceled");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As in {@code errorType}. */
        public String word() {
            return word;
        }
    }

    private final Type type;

    public QueryException(Type type, String message) {
        super(message);
        this.type = type;
    }

    /** What kind of error. */
    public Type type() {
        return type;
    }
}
