package io.weir.rules.notify.http;

import java.io.IOException;

/** A name means an address that Weir does not send to. */
public final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message);
    }
}
