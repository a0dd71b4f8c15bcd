package io.weir.diagnosis.capture;

/** A capture cannot be read; the message says what is wrong and where. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaptureException(String message) {
        super(message);
    }
}
