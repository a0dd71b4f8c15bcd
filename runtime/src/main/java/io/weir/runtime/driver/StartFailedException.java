package io.weir.runtime.driver;

import java.io.IOException;

/** A run that was not started, and will not be by trying again; the message is for a person. */
public final class StartFailedException extends IOException {
    public StartFailedException(String message) {
        super(message);
    }
}
