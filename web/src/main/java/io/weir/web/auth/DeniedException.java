package io.weir.web.auth;

/** A request that may not pass: becomes the answer's status, error type and text. */
public final class DeniedException extends RuntimeException {
    private final int status;
    private final String errorType;

    DeniedException(int status, String errorType, String message) {
        super(message);
        this.status = status;
        this.errorType = errorType;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** As in the API's {@code errorType}. */
    public String errorType() {
        return errorType;
    }
}
