package io.weir.web.auth;

import java.time.Duration;

/** How a login ended. */
public sealed interface LoginResult {
    /** It is good; {@code sessionId} goes into the cookie and nowhere else. */
    record Granted(Principal principal, String sessionId) implements LoginResult {
        @Override
        public String toString() {
            return "Granted[" + principal + "]";
        }
    }

    /** The name or the password is wrong; which of them is not said. */
    record Refused() implements LoginResult {}

    /** There were too many failures; the password was not even looked at. */
    record LockedOut(Duration retryAfter) implements LoginResult {}
}
