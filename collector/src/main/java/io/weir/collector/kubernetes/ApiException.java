package io.weir.collector.kubernetes;

import java.time.Duration;

/** The API gave no answer, or not one that helps. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    enum Kind {
        /** Ask again after a pause. */
        RETRY,
        /** The stream of changes cannot be gone on with from where it was: list anew. */
        LIST_ANEW,
        /** There is no such thing, or not yet. */
        ABSENT,
        /** Weir may not see this, or is not known; asking again helps once somebody changed that. */
        FORBIDDEN
    }

    private final Kind kind;

    @SuppressWarnings("serial") // Thrown and caught within this package; it is never serialised.
    private final Duration retryAfter;

    ApiException(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    ApiException(String message) {
        this(Kind.RETRY, message, Duration.ZERO);
    }

    ApiException(String message, Throwable cause) {
        super(message, cause);
        this.kind = Kind.RETRY;
        this.retryAfter = Duration.ZERO;
    }

    Kind kind() {
        return kind;
    }

    /** The least pause that the server asks for; zero when it does not. */
    Duration retryAfter() {
        return retryAfter;
    }
}
