package io.weir.runtime.connectivity;

/**
 * A try to connect to one address.
 *
 * @param address as numbers
 * @param millis until it was known
 */
public record Attempt(String address, Outcome outcome, long millis) {
    /** What came of it. */
    public enum Outcome {
        /** Somebody listens there. */
        CONNECTED,
        /** The host answers, and nobody listens there. */
        REFUSED,
        /** Nothing was heard: the host is down, or a firewall drops what is sent to it. */
        NO_ANSWER,
        /** No route leads to the host. */
        NO_ROUTE
    }
}
