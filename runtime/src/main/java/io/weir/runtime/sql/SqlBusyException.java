package io.weir.runtime.sql;

import java.io.IOException;

/** Something is at work for somebody else and was not free in time; a little later it may be. */
public final class SqlBusyException extends IOException {
    private static final long serialVersionUID = 1;

    SqlBusyException(String message) {
        super(message);
    }
}
