package io.weir.collector.sink.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What proves who we are to a server. Never shown. */
public sealed interface Credentials {
    /** The value of the Authorization header, or null for none. */
    @Nullable
    String header();

    /** Nothing. */
    record None() implements Credentials {
        @Override
        public @Nullable String header() {
            return null;
        }
    }

    /** A token, sent as {@code Bearer}. */
    record Token(String token) implements Credentials {
        @Override
        public String header() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Token[<secret>]";
        }
    }

    /** A name and a password, sent as {@code Basic}. */
    record Password(String username, String password) implements Credentials {
        @Override
        public String header() {
            byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Password[" + username + ", <secret>]";
        }
    }
}
