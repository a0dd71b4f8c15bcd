package io.weir.collector.kubernetes;

import java.time.Duration;

/** A log of a container could not be read, or not to its end. What was not read may still be there. */
public final class PodLogException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean absent;

    @SuppressWarnings("serial") // It is never serialised.
    private final Duration retryAfter;

    PodLogException(ApiException cause) {
        super(cause.getMessage(), cause);
        this.absent = cause.kind() == ApiException.Kind.ABSENT;
        this.retryAfter = cause.retryAfter();
    }

    /** Whether the API says that there is no such log: the pod is gone, or the container was not started (again). */
    public boolean isAbsent() {
        return absent;
    }

    /** The least pause that the server asks for; zero when it does not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
