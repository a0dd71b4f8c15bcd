package io.weir.collector.flink;

/** A REST call that gave no answer, or none that was understood. It says nothing about the job or cluster asked for. */
public final class FlinkRestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** {@link #status} when there was no HTTP answer, or an incomprehensible one. */
    public static final int NO_STATUS = -1;

    private final int status;

    FlinkRestException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The HTTP status when it was no 200, else {@link #NO_STATUS}. */
    public int status() {
        return status;
    }

    /** True when the server answered that it does not know the thing asked for. */
    public boolean isNotFound() {
        return status == 404;
    }
}
