package io.weir.web.api;

/** A request that cannot be answered; becomes the one error shape. */
final class ApiException extends RuntimeException {
    private final int status;
    private final String errorType;
    private final int retryAfterSeconds;

    private ApiException(int status, String errorType, String message) {
        this(status, errorType, message, 0);
    }

    private ApiException(int status, String errorType, String message, int retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
        this.status = status;
        this.errorType = errorType;
    }

    static ApiException badData(String message) {
        return new ApiException(400, "bad_data", message);
    }

    static ApiException forbidden(String message) {
        return new ApiException(403, "forbidden", message);
    }

    static ApiException notFound(String message) {
        return new ApiException(404, "not_found", message);
    }

    static ApiException conflict(String message) {
        return new ApiException(409, "conflict", message);
    }

    static ApiException tooLarge(String message) {
        return new ApiException(413, "bad_data", message);
    }

    /** Somebody else changed it since. */
    static ApiException outdated(String message) {
        return new ApiException(412, "outdated", message);
    }

    /** It must be said which version is meant. */
    static ApiException preconditionRequired(String message) {
        return new ApiException(428, "bad_data", message);
    }

    static ApiException tooMany(String message) {
        return new ApiException(429, "too_many_requests", message);
    }

    static ApiException unavailable(String message) {
        return new ApiException(503, "unavailable", message);
    }

    /** It would be done a little later. */
    static ApiException busy(String message, int retryAfterSeconds) {
        return new ApiException(503, "unavailable", message, retryAfterSeconds);
    }

    /** 0 when trying again is of no use, or nobody knows when it would be. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    int status() {
        return status;
    }

    String errorType() {
        return errorType;
    }
}
