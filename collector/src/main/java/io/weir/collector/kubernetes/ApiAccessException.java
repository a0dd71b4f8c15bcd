package io.weir.collector.kubernetes;

/** The way to a Kubernetes API is not one that Weir can go; the message says what to write instead. */
final class ApiAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ApiAccessException(String message) {
        super(message);
    }

    ApiAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
