package io.weir.web.backup;

import org.jspecify.annotations.Nullable;

/** A backup that cannot be made, read or restored; the message says why and what to do, and is meant for a person. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
