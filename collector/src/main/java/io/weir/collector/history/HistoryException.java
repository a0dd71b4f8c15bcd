package io.weir.collector.history;

/** The history cannot be read or written now; the message says why. The head is not touched by it. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryException(String message) {
        super(message);
    }

    HistoryException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
