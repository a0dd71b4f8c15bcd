package io.weir.web.app;

import org.jspecify.annotations.Nullable;

/** Weir could not start: the message says why and what to do, and is meant for a person. */
public final class StartException extends RuntimeException {
    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
