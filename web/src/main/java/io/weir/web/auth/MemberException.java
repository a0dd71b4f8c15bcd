package io.weir.web.auth;

/** A change of accounts, roles or tokens that is not made; the message says why and what to do instead. */
public final class MemberException extends RuntimeException {
    /** Why. */
    public enum Kind {
        /** What was asked for is no account, role or token. */
        BAD_DATA,
        /** Whoever asks may not. */
        FORBIDDEN,
        /** There is none of that name. */
        NOT_FOUND,
        /** Something stands against it, such as a name that is taken. */
        CONFLICT
    }

    private final Kind kind;

    MemberException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static MemberException badData(String message) {
        return new MemberException(Kind.BAD_DATA, message);
    }

    static MemberException forbidden(String message) {
        return new MemberException(Kind.FORBIDDEN, message);
    }

    static MemberException notFound(String message) {
        return new MemberException(Kind.NOT_FOUND, message);
    }

    static MemberException conflict(String message) {
        return new MemberException(Kind.CONFLICT, message);
    }

    /** Why it is not made. */
    public Kind kind() {
        return kind;
    }
}
