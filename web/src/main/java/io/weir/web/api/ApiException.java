package io.weir.web.api;

/** A request that cannot be answered; becomes the one error shape. */
final class ApiException extends RuntimeException {
    private final int status;
    private final String errorType;

    private ApiException(int status, String errorType, String message) {
        super(message);
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

    int status() {
        return status;
    }

    String errorType() {
        return errorType;
    }
}
