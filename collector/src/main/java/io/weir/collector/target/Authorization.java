package io.weir.collector.target;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How Weir says who it is in the header {@code Authorization} (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2">RFC
 * 9110</a>). It holds a secret: its text form does not, and {@link #redact} takes it out of what others say.
 */
public final class Authorization {
    /** No header at all. */
    public static final Authorization NONE = new Authorization("", "");

    private static final String HIDDEN = "<secret>";

    private final String header;
    private final String secret;

    private Authorization(String header, String secret) {
        this.header = header;
        this.secret = secret;
    }

    /**
     * A user name and a password (<a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>, in UTF-8).
     *
     * @throws IllegalArgumentException when the user name holds a colon, which the scheme cannot carry
     */
    public static Authorization basic(String username, String password) {
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name for basic authentication cannot hold a colon");
        }
        byte[] both = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new Authorization("Basic " + Base64.getEncoder().encodeToString(both), password);
    }

    /**
     * A bearer token (<a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>).
     *
     * @throws IllegalArgumentException when it is empty or holds something that no header may
     */
    public static Authorization bearer(String token) {
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("a bearer token is one word of printable ASCII; this one is not");
        }
        return new Authorization("Bearer " + token, token);
    }

    /** The value of the header: for use, never for a log or an answer. Empty for none. */
    public String header() {
        return header;
    }

    /** A text of somebody else's, such as an error page that repeats the request, without the secret. */
    public String redact(String text) {
        if (secret.isEmpty()) {
            return text;
        }
        String credentials = header.substring(header.indexOf(' ') + 1);
        return text.replace(credentials, HIDDEN).replace(secret, HIDDEN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Authorization authorization && header.equals(authorization.header);
    }

    @Override
    public int hashCode() {
        return header.hashCode();
    }

    @Override
    public String toString() {
        return header.isEmpty() ? "none" : HIDDEN;
    }
}
