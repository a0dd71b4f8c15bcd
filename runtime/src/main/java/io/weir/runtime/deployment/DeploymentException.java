package io.weir.runtime.deployment;

/** What cannot be done to a deployment now; the message says why and what to do, for a person. */
public final class DeploymentException extends RuntimeException {
    /** What kind of refusal it is. */
    public enum Kind {
        /** There is no such deployment, version or run. */
        MISSING,
        /** Its state does not allow it. */
        CONFLICT,
        /** Somebody changed it since it was read. */
        OUTDATED
    }

    private final Kind kind;

    public DeploymentException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
