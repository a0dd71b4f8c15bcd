package io.weir.collector.push;

/** A push of which nothing was taken. */
public final class PushRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The body is not what it should be. */
        MALFORMED,
        /** The body, a group or a series is larger than allowed. */
        TOO_LARGE,
        /** The format is another than the one that is spoken here. */
        UNSUPPORTED
    }

    private final Reason reason;

    public PushRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
