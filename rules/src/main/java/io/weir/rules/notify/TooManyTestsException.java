package io.weir.rules.notify;

/** Other receivers are being tested. */
public final class TooManyTestsException extends Exception {
    private static final long serialVersionUID = 1L;

    TooManyTestsException() {
        super("two tests of receivers are under way; try again when they are over");
    }
}
