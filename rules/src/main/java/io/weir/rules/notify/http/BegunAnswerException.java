package io.weir.rules.notify.http;

import java.io.IOException;

/** The exchange broke off within the body of an answer: the request was taken, so it is not sent over a second connection. */
final class BegunAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    BegunAnswerException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
