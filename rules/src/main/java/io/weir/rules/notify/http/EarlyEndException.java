package io.weir.rules.notify.http;

import java.io.IOException;

/** The other side closed the connection before its answer was whole. */
final class EarlyEndException extends IOException {
    private static final long serialVersionUID = 1L;

    EarlyEndException() {
        super("the connection was closed before the answer was whole");
    }
}
