package io.weir.runtime.connectivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one came.
 *
 * @param resolveMillis until the name was looked up, or was known not to be
 * @param attempts one for each of the first addresses, in the order in which a client tries them; empty without a port, and when the name is unknown
 * @param addresses of the host, as numbers
 * @param unresolved why there is no address; null when there is one
 */
public record Reach(
        Endpoint endpoint,
        long resolveMillis,
        List<Attempt> attempts,
        List<String> addresses,
        @Nullable String unresolved) {
    public Reach {
        attempts = List.copyOf(attempts);
        addresses = List.copyOf(addresses);
    }

    /** Whether a job could talk to it: it has an address, and where a port was asked for somebody listens on it. */
    public boolean isReachable() {
        return endpoint.port() == null
                ? !addresses.isEmpty()
                : attempts.stream().anyMatch(attempt -> attempt.outcome() == Attempt.Outcome.CONNECTED);
    }
}
