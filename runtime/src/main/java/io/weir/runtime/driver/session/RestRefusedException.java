package io.weir.runtime.driver.session;

import java.io.IOException;

/** Flink answered, and its answer was no. */
public final class RestRefusedException extends IOException {
    private final int status;

    RestRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    boolean isNotFound() {
        return status == 404;
    }
}
