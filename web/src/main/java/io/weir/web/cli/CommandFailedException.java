package io.weir.web.cli;

/** A command that failed; the message is for the person at the terminal. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
