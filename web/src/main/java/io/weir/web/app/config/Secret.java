package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;

/**
 * A value that must not be shown. In the file it is written as {@code name} or, better, as {@code name_file}, a file that
 * holds it.
 */
public final class Secret {
    private final String text;

    /** A secret of the given text. */
    public Secret(String text) {
        this.text = text;
    }

    /** The secret itself: for use, never for a log or an answer. */
    public String reveal() {
        return text;
    }

    /** The secret as channels take it. */
    SecretText text() {
        return new SecretText(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
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
