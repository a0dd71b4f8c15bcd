package io.weir.rules.silence;

import java.util.List;
import java.util.stream.Collectors;

/** A silence cannot be made or changed as wanted. */
public final class SilenceException extends Exception {
    /** Why not. */
    public enum Reason {
        /** There is none with the id. */
        UNKNOWN,
        /** It is over already. */
        EXPIRED,
        /** What is wanted makes no sense. */
        INVALID,
        /** There are too many. */
        FULL
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<SilenceFault> faults;

    SilenceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.faults = List.of();
    }

    SilenceException(List<SilenceFault> faults) {
        super(faults.stream().map(SilenceFault::toString).collect(Collectors.joining("; ")));
        this.reason = Reason.INVALID;
        this.faults = List.copyOf(faults);
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }

    /** Everything that is wrong; empty unless the reason is {@link Reason#INVALID}. */
    public List<SilenceFault> faults() {
        return faults;
    }
}
