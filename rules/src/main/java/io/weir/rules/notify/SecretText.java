package io.weir.rules.notify;

/** A text that must not be shown, such as a robot's URL or a password. Its text form does not tell it. */
public final class SecretText {
    private final String text;

    /** A secret of the given text. */
    public SecretText(String text) {
        this.text = text;
    }

    /** The secret itself: for use, never for a log, an error or an answer. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "<secret>";
    }
}
