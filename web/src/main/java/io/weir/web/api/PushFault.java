package io.weir.web.api;

import io.weir.collector.push.PushRefusedException;

/** A push that is refused; answered in the words of the protocol it came by. */
final class PushFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    PushFault(int status, String message) {
        super(message);
        this.status = status;
    }

    static PushFault of(PushRefusedException refused) {
        int status =
                switch (refused.reason()) {
                    case MALFORMED -> 400;
                    case TOO_LARGE -> 413;
                    case UNSUPPORTED -> 415;
                };
        return new PushFault(status, String.valueOf(refused.getMessage()));
    }

    int status() {
        return status;
    }
}
