package io.weir.runtime.artifact;

/** An upload, or a deletion, that is refused; the message says why and what to do, for a person. */
public final class ArtifactException extends RuntimeException {
    /** What kind of refusal it is. */
    public enum Kind {
        /** It is no jar or Python file, or has no good name. */
        BAD,
        /** It is larger than is allowed. */
        TOO_LARGE,
        /** It is in use, or there are too many. */
        CONFLICT
    }

    private final Kind kind;

    public ArtifactException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
