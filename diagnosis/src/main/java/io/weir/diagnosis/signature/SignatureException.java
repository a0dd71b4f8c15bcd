package io.weir.diagnosis.signature;

/** A signature cannot be used; the message says which, why, and what to write instead. */
public final class SignatureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SignatureException(String message) {
        super(message);
    }
}
